using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Tests.Reservations;

/// <summary>Azure lets every decrease pass; what runs is protected here.</summary>
public sealed class DecreaseTests : ControlPlaneTest
{
    [Fact]
    public async Task Set_BelowAllocatedAndBuffer_IsRefusedWithoutAsking()
    {
        Options.AllocatedBuffer = 2;
        Hold(Local, "1", quantity: 10, allocated: 6);

        ProviderFailure failure = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 7)).Failure;

        Assert.Equal(FailureClass.Invalid, failure.Class);
        Assert.Contains("below 8", failure.Message, StringComparison.Ordinal);
        Assert.Empty(World.Asked);
    }

    [Fact]
    public async Task Set_DownToAllocatedAndBuffer_IsApplied()
    {
        Options.AllocatedBuffer = 2;
        Hold(Local, "1", quantity: 10, allocated: 6);

        Assert.Equal(new ProviderOutcome.Applied(8), await SetAsync("r1", 8));
    }

    [Fact]
    public async Task Set_NothingWhereNothingIsAllocated_NeedsNoBufferAndLeavesAnEmptyReservation()
    {
        Options.AllocatedBuffer = 2;
        Hold(Local, "1", quantity: 10, allocated: 0);

        Assert.Equal(new ProviderOutcome.Applied(0), await SetAsync("r1", 0));

        Assert.Equal((0, "Succeeded"), (Held(Local).Current, Held(Local).State));
    }

    /// <summary>The way in for machines that run already: an empty reservation, machines associated, then raised to their number.</summary>
    [Fact]
    public async Task Set_EmptyReservationWithMachines_IsRaisedToTheirNumber()
    {
        Hold(Local, "1", quantity: 0, allocated: 3);

        Assert.Equal(new ProviderOutcome.Applied(3), await SetAsync("r1", 3));
        Assert.Equal((3, 3), (Held(Local).Current, Held(Local).Allocated));
    }

    [Fact]
    public async Task Set_NothingWhereThereIsNoGroup_WritesNothing()
    {
        Assert.Equal(new ProviderOutcome.Applied(0), await SetAsync("r1", 0));
        Assert.All(Server.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    /// <summary>A size can be withdrawn from sale while it is held.</summary>
    [Fact]
    public async Task Set_LessOfASizeThatIsNoLongerOffered_IsApplied()
    {
        Hold(Local, "1", quantity: 5, allocated: 1);
        World.Skus[0] = World.Skus[0] with { Reservable = false };

        Assert.Equal(new ProviderOutcome.Applied(1), await SetAsync("r1", 1));
    }
}
