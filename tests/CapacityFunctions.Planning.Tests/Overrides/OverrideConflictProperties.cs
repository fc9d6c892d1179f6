using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using FsCheck.Xunit;

namespace CapacityFunctions.Planning.Tests.Overrides;

/// <summary>What holds for contradictions, whichever instructions there are.</summary>
[Properties(Arbitrary = [typeof(OverrideCases)], MaxTest = 2_000)]
public sealed class OverrideConflictProperties
{
    [Property]
    public void Find_TwoInstructions_IsSymmetric(Override left, Override right) =>
        Assert.Equal(OverrideConflicts.Find(left, [right]) is null, OverrideConflicts.Find(right, [left]) is null);

    [Property]
    public void Find_OtherScope_IsNoContradiction(Override left, Override right) =>
        Assert.True(OverrideConflicts.Find(left, [right]) is null || (left.AccountId == right.AccountId && left.ResourceType == right.ResourceType));

    [Property]
    public void Find_AfterTheOtherHasEnded_IsNoContradiction(Override left, Override right) =>
        Assert.Null(OverrideConflicts.Find(left with { EffectiveFrom = right.ExpiresAt, ExpiresAt = right.ExpiresAt.AddHours(1) }, [right]));

    [Property]
    public void Find_Freeze_ContradictsNothing(Override left, Override right) =>
        Assert.Null(OverrideConflicts.Find(left with { Kind = OverrideKind.Freeze, Value = null, Mode = null }, [right]));

    /// <summary>Whatever is let in one after the other: at every hour, what holds for an account is said once for each scope and kind.</summary>
    [Property]
    public void Find_AdmittedOneAfterTheOther_LeavesNoTwoOfEqualRankThatDiffer(Override[] asked)
    {
        List<Override> admitted = [];
        foreach (Override candidate in asked.DistinctBy(entry => entry.Id))
        {
            if (OverrideConflicts.Find(candidate, admitted) is null)
            {
                admitted.Add(candidate);
            }
        }

        for (int hour = -5; hour < 15; hour++)
        {
            DateTimeOffset at = OverrideCases.At(hour);
            foreach (IGrouping<(string, string), Override> scope in admitted
                .Where(entry => entry.IsActiveAt(at) && entry.CreatedAt <= at).GroupBy(entry => (entry.AccountId, entry.ResourceType)))
            {
                Assert.All(scope.GroupBy(entry => entry.Kind), kind => Assert.Single(kind.Select(entry => (entry.Value, entry.Mode)).Distinct()));
                decimal? floor = scope.FirstOrDefault(entry => entry.Kind == OverrideKind.ReservationFloor)?.Value;
                decimal? pin = scope.FirstOrDefault(entry => entry.Kind == OverrideKind.PinReservation)?.Value;
                decimal? ceiling = scope.FirstOrDefault(entry => entry.Kind == OverrideKind.ReservationCeiling)?.Value;
                Assert.False(floor > pin || pin > ceiling || floor > ceiling);
            }
        }
    }

    [Property]
    public void For_AnyOrder_HasTheSameWinners(Override[] overrides)
    {
        Override[] distinct = [.. overrides.DistinctBy(entry => entry.Id)];
        OverrideSet forward = OverrideSet.ActiveAt(distinct, new ResourceType("cpu"), OverrideCases.At(4));
        OverrideSet backward = OverrideSet.ActiveAt(distinct.Reverse(), new ResourceType("cpu"), OverrideCases.At(4));

        Assert.Equal(forward.For(new AccountId("a")).All, backward.For(new AccountId("a")).All);
    }
}
