using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Testing.Providers;

namespace CapacityFunctions.Azure.Tests.Reservations;

/// <summary>Usages are read first: Azure is never asked for more than quotas allow.</summary>
public sealed class QuotaPreflightTests : ControlPlaneTest
{
    [Fact]
    public async Task Set_MoreThanTheFamilyAllows_AsksForWhatItAllows()
    {
        World.QuotaLimits[ControlPlaneWorld.Family] = 41;

        ProviderOutcome.Reduced outcome = Assert.IsType<ProviderOutcome.Reduced>(await SetAsync("r1", 20));

        // 41 cores are 10 machines of 4; 20 machines would need 80.
        Assert.Equal([10], World.Asked);
        Assert.Equal(10, outcome.Quantity);
        Assert.Equal(new QuotaShortage(ControlPlaneWorld.Family, 41, 0, 80, 80), outcome.Failure.Quota);
    }

    [Fact]
    public async Task Set_RegionIsScarcerThanTheFamily_NamesTheRegion()
    {
        World.QuotaLimits["cores"] = 50;
        World.OtherCores = 40;
        Hold(Local, "1", quantity: 2, allocated: 0);

        ProviderOutcome.Refused outcome = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 5));

        // 40 + 2 × 4 are used of 50: not one more; three more need 12.
        Assert.Empty(World.Asked);
        Assert.Equal((FailureClass.Quota, "QuotaExceeded"), (outcome.Failure.Class, outcome.Failure.Code));
        Assert.Equal(new QuotaShortage("cores", 50, 48, 12, 60), outcome.Failure.Quota);
    }

    [Fact]
    public async Task Set_LessWhereQuotaIsExceeded_NeedsNoQuota()
    {
        World.QuotaLimits[ControlPlaneWorld.Family] = 8;
        Hold(Local, "1", quantity: 10, allocated: 1);

        Assert.Equal(new ProviderOutcome.Applied(4), await SetAsync("r1", 4));
        Assert.DoesNotContain(Server.Requests, request => request.EndsWith("/usages", StringComparison.Ordinal));
    }

    /// <summary>Somebody else may use the quota up in between.</summary>
    [Fact]
    public async Task Set_RefusedForQuotaByAzure_ReadsItsNumbers()
    {
        World.Faults["1"] = ProviderFault.QuotaExhausted;

        ProviderOutcome.Refused outcome = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 3));

        Assert.Equal("OperationNotAllowed", outcome.Failure.Code);
        Assert.Equal(new QuotaShortage(ControlPlaneWorld.Family, 100, 100, 12, 112), outcome.Failure.Quota);
    }
}
