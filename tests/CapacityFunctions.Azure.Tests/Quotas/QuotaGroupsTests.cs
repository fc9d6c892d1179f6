using Azure;
using CapacityFunctions.Azure.Quotas;
using CapacityFunctions.Azure.Tests.ControlPlane;

namespace CapacityFunctions.Azure.Tests.Quotas;

public sealed class QuotaGroupsTests : ControlPlaneTest
{
    private const string Family = "standardddv4family";

    [Fact]
    public async Task List_SeveralPages_AreAllThere()
    {
        QuotaState quota = AddQuotas();
        quota.Allocated[Remote.Value] = 20;
        quota.Allocated["other"] = -30;

        IReadOnlyList<QuotaGroupLimit> limits = await Groups().ListAsync("mg", "g", Cancellation);

        Assert.Equal(["standardav2family", Family], limits.Select(limit => limit.ResourceName));
        // 100 − (20 − 30) are left.
        Assert.Equal((100L, 110L, 20L, -30L), (limits[1].Limit, limits[1].Available, limits[1].Allocated[Remote.Value], limits[1].Allocated["other"]));
    }

    [Fact]
    public async Task Allocate_AbsoluteLimit_IsPendingThenSucceeds()
    {
        QuotaState quota = AddQuotas();
        World.Delay = TimeSpan.FromMinutes(3);

        QuotaChange change = await Groups().AllocateAsync("mg", "g", Remote.Value, Family, 60, Cancellation);

        Assert.Equal((OperationOutcome.Pending, TimeSpan.FromSeconds(30)), (change.Outcome, change.RetryAfter));
        Assert.Equal(OperationOutcome.Pending, (await Groups().ReadOperationAsync(change.OperationId!, Cancellation)).Outcome);
        World.Time.Advance(World.Delay);
        Assert.Equal(OperationOutcome.Succeeded, (await Groups().ReadOperationAsync(change.OperationId!, Cancellation)).Outcome);
        await Groups().AllocateAsync("mg", "g", Remote.Value, Family, 60, Cancellation);
        Assert.Equal(60, quota.Allocated[Remote.Value]);
    }

    [Fact]
    public async Task RequestLimit_Rejected_FailsWithItsReason()
    {
        AddQuotas().Rejection = "Capacity is low in this region.";

        QuotaChange change = await Groups().RequestLimitAsync("mg", "g", Family, 500, Cancellation);
        QuotaChange end = await Groups().ReadOperationAsync(change.OperationId!, Cancellation);

        Assert.Equal((OperationOutcome.Failed, "Failed"), (end.Outcome, end.Status));
        Assert.Contains("Capacity is low", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadOperation_Elsewhere_DoesNotTakeTheTokenThere() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Groups().ReadOperationAsync(new Uri("https://elsewhere.example/operation"), Cancellation));

    /// <summary>The quota service says 503 when it means too often (Azure/azure-cli issue 28075): a write is not repeated by itself.</summary>
    [Fact]
    public async Task Allocate_ServiceIsBusy_ThrowsOnce()
    {
        AddQuotas();
        World.Disturb = call => call.Behaviour.Method == "PATCH" ? Reply.Error(503, "ServerBusy", "Busy.") : null;

        await Assert.ThrowsAsync<RequestFailedException>(() => Groups().AllocateAsync("mg", "g", Remote.Value, Family, 60, Cancellation));

        Assert.Single(Server.Requests);
    }

    private QuotaState AddQuotas()
    {
        World.Quotas.AddRange([new(Family, 100), new("standardav2family", 40)]);
        return World.Quotas[0];
    }

    private QuotaGroups Groups() => new(Connect(), Options, TimeProvider.System);
}
