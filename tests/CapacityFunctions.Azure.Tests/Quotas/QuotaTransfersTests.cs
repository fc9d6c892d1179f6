using Azure;
using CapacityFunctions.Azure.Quotas;
using CapacityFunctions.Azure.Tests.ControlPlane;

namespace CapacityFunctions.Azure.Tests.Quotas;

/// <summary>A transfer moves an amount: doing it twice moves twice as much.</summary>
public sealed class QuotaTransfersTests : ControlPlaneTest
{
    [Fact]
    public async Task Ensure_AskedTwice_IsPutOnce()
    {
        QuotaTransferState first = await EnsureAsync("move-1", 50);
        QuotaTransferState second = await EnsureAsync("move-1", 50);

        Assert.Equal(new QuotaTransferState("move-1", OperationOutcome.Pending, "Pending", Remote.Value, "standardDv5Family", 50), first);
        Assert.Equal(first, second);
        Assert.Equal(["GET", "PUT", "GET"], Server.Requests.Select(request => request[..3]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ensure_AnswerIsLost_IsSettledByReading(bool carriedOut)
    {
        World.Disturb = call =>
        {
            if (call.Behaviour.Method != "PUT")
            {
                return null;
            }

            if (carriedOut)
            {
                call.Behaviour.Answer(World, call);
            }

            return new Reply(0) { Lost = true };
        };

        if (carriedOut)
        {
            Assert.Equal("Pending", (await EnsureAsync("move-1", 50)).Status);
        }
        else
        {
            await Assert.ThrowsAsync<RequestFailedException>(() => EnsureAsync("move-1", 50));
        }

        Assert.Equal(["GET", "PUT", "GET"], Server.Requests.Select(request => request[..3]));
    }

    [Fact]
    public async Task Ensure_NameOfAnotherTransfer_Throws()
    {
        await EnsureAsync("move-1", 50);

        await Assert.ThrowsAsync<InvalidOperationException>(() => EnsureAsync("move-1", 60));
    }

    [Fact]
    public async Task Ensure_AnotherIsInFlight_IsRefusedByItsCode()
    {
        await EnsureAsync("move-1", 50);

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => EnsureAsync("move-2", 50));

        Assert.Equal("TransferAlreadyInFlight", refused.ErrorCode);
    }

    /// <summary>The stand-in always says provisioningState Succeeded, as the service does for what it has merely stored.</summary>
    [Theory]
    [InlineData("Pending", OperationOutcome.Pending)]
    [InlineData("Accepted", OperationOutcome.Pending)]
    [InlineData("InProgress", OperationOutcome.Pending)]
    [InlineData("Completed", OperationOutcome.Succeeded)]
    [InlineData("Cancelled", OperationOutcome.Failed)]
    [InlineData("Rejected", OperationOutcome.Failed)]
    [InlineData("Expired", OperationOutcome.Failed)]
    [InlineData("Failed", OperationOutcome.Failed)]
    public async Task Find_Status_DecidesTheOutcome(string status, OperationOutcome expected)
    {
        await EnsureAsync("move-1", 50);
        World.Transfers["move-1"].Status = status;

        Assert.Equal(expected, (await Transfers().FindAsync(World.ProviderSubscription, "move-1", Cancellation))!.Outcome);
    }

    [Fact]
    public async Task Find_None_IsNull() => Assert.Null(await Transfers().FindAsync(World.ProviderSubscription, "move-1", Cancellation));

    private Task<QuotaTransferState> EnsureAsync(string name, long amount) => Transfers().EnsureAsync(
        new QuotaTransferRequest
        {
            Donor = World.ProviderSubscription,
            Name = name,
            Recipient = Remote.Value,
            BillingAccountId = "1234567890",
            ResourceName = "standardDv5Family",
            Amount = amount,
        },
        Cancellation);

    private QuotaTransfers Transfers() => new(Connect(), Options);
}
