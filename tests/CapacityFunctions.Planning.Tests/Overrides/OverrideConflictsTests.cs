using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Tests.Overrides;

public sealed class OverrideConflictsTests
{
    [Theory]
    [InlineData(OverrideKind.PinReservation, 5, OverrideKind.PinReservation, 6, true)]
    [InlineData(OverrideKind.PinReservation, 5, OverrideKind.PinReservation, 5, false)] // the same again says nothing else
    [InlineData(OverrideKind.PinReservation, 5, OverrideKind.ReservationFloor, 6, true)]
    [InlineData(OverrideKind.PinReservation, 6, OverrideKind.ReservationFloor, 6, false)]
    [InlineData(OverrideKind.PinReservation, 7, OverrideKind.ReservationCeiling, 6, true)]
    [InlineData(OverrideKind.ReservationCeiling, 5, OverrideKind.ReservationFloor, 6, true)]
    [InlineData(OverrideKind.GuaranteedMinimum, 7, OverrideKind.PinAllocation, 6, true)]
    [InlineData(OverrideKind.GuaranteedMinimum, 6, OverrideKind.PinAllocation, 6, false)]
    [InlineData(OverrideKind.GuaranteedMinimum, 7, OverrideKind.ReservationCeiling, 6, true)]
    [InlineData(OverrideKind.GuaranteedMinimum, 7, OverrideKind.PinReservation, 6, true)]
    [InlineData(OverrideKind.DemandUplift, 2, OverrideKind.DemandUplift, 3, true)]
    [InlineData(OverrideKind.Priority, 2, OverrideKind.Priority, 3, true)]
    [InlineData(OverrideKind.Mode, 0, OverrideKind.Mode, 1, true)]
    [InlineData(OverrideKind.Freeze, 0, OverrideKind.PinReservation, 3, false)] // a freeze outranks, and contradicts nothing
    [InlineData(OverrideKind.PinAllocation, 9, OverrideKind.ReservationCeiling, 3, false)] // what is divided is everybody's reservation
    public void Find_OneScopeAndTime_RefusesWhatNobodyCouldObey(OverrideKind kind, int value, OverrideKind otherKind, int otherValue, bool contradicts)
    {
        OverrideConflict? conflict = OverrideConflicts.Find(Of(kind, value, "new"), [Of(otherKind, otherValue, "old")]);

        Assert.Equal(contradicts, conflict is not null);
    }

    [Fact]
    public void Find_Contradiction_NamesIdValueAuthorAndExpiryOfTheOther()
    {
        OverrideConflict conflict = OverrideConflicts.Find(
            Of(OverrideKind.ReservationCeiling, 5, "new"), [Of(OverrideKind.ReservationFloor, 9, "late") with { CreatedAt = OverrideCases.At(-1) }, Of(OverrideKind.ReservationFloor, 8, "first")])!;

        Assert.Equal("first", conflict.With.Id);
        Assert.Equal(
            "reservation-floor 8 lies above reservation-ceiling 5: override reservation-floor 8 by anna until 2026-11-24T18:00Z: test (id first)",
            conflict.Reason);
    }

    [Fact]
    public void Find_CancelledOther_IsNoContradiction() => Assert.Null(OverrideConflicts.Find(
        Of(OverrideKind.PinReservation, 5, "new"), [Of(OverrideKind.PinReservation, 6, "old") with { CancelledAt = OverrideCases.At(-1) }]));

    private static Override Of(OverrideKind kind, int value, string id) => OverrideCases.Of(kind, "a", "cpu", value, from: 0, hours: 6, created: -2, id);
}
