using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Testing.Providers;

namespace CapacityFunctions.Azure.Tests.Reservations;

/// <summary>All or nothing at Azure, so less is asked for here; and nothing failed is left behind.</summary>
public sealed class IncreaseTests : ControlPlaneTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Set_CreateOfMoreThanTheZoneHas_TakesWhatItHas(bool failsLate)
    {
        World.FailsLate = failsLate;
        World.Stock[World.Physical("1")] = 9;

        ProviderOutcome.Reduced outcome = Assert.IsType<ProviderOutcome.Reduced>(await SetAsync("r1", 30));

        Assert.Equal((9m, FailureClass.ZoneFull), (outcome.Quantity, outcome.Failure.Class));
        Assert.Equal(("Succeeded", 9), (Held(Local).State, Held(Local).Current));
    }

    [Fact]
    public async Task Set_EachFailedAttempt_IsSetBackBeforeTheNext()
    {
        World.FailsLate = true;
        World.Stock[World.Physical("1")] = 9;
        Hold(Local, "1", quantity: 4, allocated: 4);

        await SetAsync("r1", 12);

        // 4 held, 9 to be had: 12 fails; 8 is had; 10 fails; 9 is had. After each failure comes what was held.
        Assert.Equal([12, 4, 8, 10, 8, 9], World.Asked);
        Assert.Equal(("Succeeded", 9), (Held(Local).State, Held(Local).Current));
    }

    [Fact]
    public async Task Set_CreateThatFailsLate_LeavesAnEmptyUsableReservation()
    {
        World.FailsLate = true;
        World.Stock[World.Physical("1")] = 0;

        ProviderOutcome outcome = await SetAsync("r1", 3);

        Assert.Equal(FailureClass.ZoneFull, Assert.IsType<ProviderOutcome.Refused>(outcome).Failure.Class);
        Assert.Equal(("Succeeded", 0), (Held(Local).State, Held(Local).Current));
        World.Stock[World.Physical("1")] = 5;
        Assert.Equal(new ProviderOutcome.Applied(3), await SetAsync("r2", 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Set_NothingToBeHad_AsksNoMoreOftenThanAllowed(int mostAttempts)
    {
        Options.MaxAttempts = mostAttempts;
        World.Stock[World.Physical("1")] = 0;

        Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 1000));

        Assert.Equal(mostAttempts, World.Asked.Count);
    }

    [Fact]
    public async Task Set_TimeIsUp_BeginsNoFurtherAttempt()
    {
        Options.RequestTimeout = TimeSpan.Zero;
        World.FailsLate = true;
        World.Stock[World.Physical("1")] = 6;
        Hold(Local, "1", quantity: 4, allocated: 0);

        Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 30));

        // The one attempt, and what was held.
        Assert.Equal([30, 4], World.Asked);
    }

    [Theory]
    [InlineData(ProviderFault.NotOffered)]
    [InlineData(ProviderFault.QuotaExhausted)]
    [InlineData(ProviderFault.Throttled)]
    [InlineData(ProviderFault.Conflict)]
    public async Task Set_RefusedForAnotherReasonThanCapacity_IsNotAskedForLess(ProviderFault fault)
    {
        World.Faults["1"] = fault;

        Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 30));

        Assert.Equal([30], World.Asked);
    }

    [Fact]
    public async Task Set_RestoreIsRefusedAtFirst_IsTriedAgain()
    {
        World.FailsLate = true;
        World.Stock[World.Physical("1")] = 4;
        Hold(Local, "1", quantity: 4, allocated: 4);
        int refusals = 2;
        World.Disturb = call => IsRestore(call) && refusals-- > 0 ? Reply.Error(409, "Conflict", "Another operation is in progress.") : null;

        Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 5));

        Assert.Equal(("Succeeded", 4), (Held(Local).State, Held(Local).Current));
    }

    [Fact]
    public async Task Set_RestoreKeepsBeingRefused_SaysSoAndTheNextRequestHeals()
    {
        World.FailsLate = true;
        World.Stock[World.Physical("1")] = 4;
        Hold(Local, "1", quantity: 4, allocated: 4);
        World.Disturb = call => IsRestore(call) ? Reply.Error(409, "Conflict", "Another operation is in progress.") : null;

        ProviderOutcome.Refused outcome = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 5));

        Assert.Contains("could not be set back to 4", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Equal("Failed", Held(Local).State);
        World.Disturb = _ => null;
        World.Stock[World.Physical("1")] = 6;
        Assert.Equal(new ProviderOutcome.Applied(6), await SetAsync("r2", 6));
    }

    [Fact]
    public async Task Set_EarlierChangeWasLeftFailed_IsHealedFirst()
    {
        ReservationState left = Hold(Local, "1", quantity: 4, allocated: 4);
        left.State = "Failed";
        left.Requested = 9;

        Assert.Equal(new ProviderOutcome.Applied(6), await SetAsync("r1", 6));

        Assert.Equal([4, 6], World.Asked);
    }

    private bool IsRestore(Call call) =>
        call.Behaviour.Method == "PATCH" && Held(Local) is { State: "Failed" } failed
        && call.Body.GetProperty("sku").GetProperty("capacity").GetInt32() == failed.Current;
}
