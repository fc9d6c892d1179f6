using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Testing.Providers;

namespace CapacityFunctions.Azure.Tests.Reservations;

/// <summary>Each call is made by a provider of its own: nothing is remembered but by the reservation.</summary>
public sealed class IdempotencyTests : ControlPlaneTest
{
    [Fact]
    public async Task Set_AnswerToACreateIsLost_IsSettledByReading()
    {
        World.Faults["1"] = ProviderFault.TimeOutAfterApplying;
        await Assert.ThrowsAnyAsync<Exception>(() => SetAsync("r1", 6));

        Assert.Equal(new ProviderOutcome.Applied(6), await SetAsync("r1", 6));

        Assert.Equal([6], World.Asked);
    }

    [Fact]
    public async Task Set_ReservationHasTagsOfOthers_KeepsThem()
    {
        Hold(Local, "1", quantity: 1, allocated: 0).Tags["owner"] = "finops";

        await SetAsync("r1", 6);

        Assert.Equal("finops", Held(Local).Tags["owner"]);
    }

    [Fact]
    public async Task Set_AskedAgainAfterALaterRequest_IsNotCarriedOutAgain()
    {
        await SetAsync("r1", 6);
        await SetAsync("r2", 2);

        Assert.Equal(new ProviderOutcome.Applied(6), await SetAsync("r1", 6));

        Assert.Equal(2, Held(Local).Current);
    }

    [Fact]
    public async Task Set_SomebodyChangedTheQuantityByHandSince_IsCarriedOutAgain()
    {
        await SetAsync("r1", 6);
        Held(Local).Current = 3;
        Held(Local).Requested = 3;

        Assert.Equal(new ProviderOutcome.Applied(6), await SetAsync("r1", 6));

        Assert.Equal(6, Held(Local).Current);
    }

    [Fact]
    public async Task Set_PendingRequestFailed_IsSetBackAndToldWithItsReason()
    {
        World.FailsLate = true;
        World.Delay = TimeSpan.FromMinutes(5);
        World.Stock[World.Physical("1")] = 4;
        Hold(Local, "1", quantity: 4, allocated: 2);
        Assert.Equal(new ProviderOutcome.Pending(9, null), await SetAsync("r1", 9));
        World.Time.Advance(TimeSpan.FromMinutes(5));

        ProviderFailure failure = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 9)).Failure;

        Assert.Equal((FailureClass.ZoneFull, "ZonalAllocationFailed"), (failure.Class, failure.Code));
        Assert.Equal((4, "Succeeded"), (Held(Local).Current, Held(Local).State));
        Assert.Equal(FailureClass.ZoneFull, Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 9)).Failure.Class);
        Assert.Equal([9, 4], World.Asked);
    }

    [Fact]
    public async Task Set_AnotherRequestWhileOneIsPending_IsAConflict()
    {
        World.Delay = TimeSpan.FromMinutes(5);
        await SetAsync("r1", 9);

        Assert.Equal(FailureClass.Conflict, Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r2", 7)).Failure.Class);
        World.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(new ProviderOutcome.Applied(9), await SetAsync("r1", 9));
    }

    [Fact]
    public async Task Set_ErrorInsideAzureAfterApplying_IsThrownNotRepeatedAndSettledWhenAskedAgain()
    {
        Hold(Local, "1", quantity: 1, allocated: 0);
        bool failed = false;
        World.Disturb = call =>
        {
            if (call.Behaviour.Method != "PATCH" || failed)
            {
                return null;
            }

            failed = true;
            call.Behaviour.Answer(World, call);
            return Reply.Error(500, "InternalServerError", "An error occurred.");
        };

        await Assert.ThrowsAsync<global::Azure.RequestFailedException>(() => SetAsync("r1", 5));
        Assert.Equal(new ProviderOutcome.Applied(5), await SetAsync("r1", 5));

        Assert.Equal([5], World.Asked);
    }
}
