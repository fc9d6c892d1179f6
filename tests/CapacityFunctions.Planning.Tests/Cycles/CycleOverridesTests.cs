using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Tests.Cycles;

public sealed class CycleOverridesTests
{
    private static readonly DateTimeOffset Scheduled = new(2026, 11, 24, 10, 5, 0, TimeSpan.Zero);
    private static readonly CycleId Cycle = CycleId.At(Scheduled);

    /// <summary>Given twenty seconds into the minute, obeyed by the cycle that starts forty seconds into it.</summary>
    [Fact]
    public void InForce_GivenBetweenTheMinuteAndTheStart_CountsAsInForceAtTheMinute()
    {
        Override given = Freeze() with { EffectiveFrom = Scheduled.AddSeconds(20) };

        Override obeyed = Assert.Single(CycleOverrides.InForce([given], Cycle, Scheduled.AddSeconds(40)));

        Assert.Equal(given with { EffectiveFrom = Scheduled }, obeyed);
        Assert.NotNull(OverrideSet.ActiveAt([obeyed], new ResourceType("cores"), Scheduled).For(new AccountId("a")).Find(OverrideKind.Freeze));
    }

    [Theory]
    [InlineData(20, 40, false)]
    [InlineData(60, 40, true)]
    public void InForce_Cancelled_CountsOnlyWhereTheCycleStartedBefore(int cancelledAfter, int startedAfter, bool obeyed) =>
        Assert.Equal(
            obeyed,
            CycleOverrides.InForce([Freeze() with { CancelledAt = Scheduled.AddSeconds(cancelledAfter) }], Cycle, Scheduled.AddSeconds(startedAfter)).Count == 1);

    /// <summary>So an activity that runs again decides the same.</summary>
    [Fact]
    public void InForce_GivenWhileTheCycleRuns_CountsFromTheNextOneOn()
    {
        Override given = Freeze() with { EffectiveFrom = Scheduled.AddSeconds(50) };

        Assert.Empty(CycleOverrides.InForce([given], Cycle, Scheduled.AddSeconds(40)));
        Assert.Single(CycleOverrides.InForce([given], CycleId.At(Scheduled.AddMinutes(5)), Scheduled.AddMinutes(5)));
    }

    [Fact]
    public void InForce_ExpiredBetweenTheMinuteAndTheStart_IsOver() =>
        Assert.Empty(CycleOverrides.InForce([Freeze() with { ExpiresAt = Scheduled.AddSeconds(30) }], Cycle, Scheduled.AddSeconds(30)));

    private static Override Freeze() => new()
    {
        Id = "f",
        Kind = OverrideKind.Freeze,
        AccountId = Override.Everything,
        ResourceType = Override.Everything,
        EffectiveFrom = Scheduled.AddHours(-1),
        ExpiresAt = Scheduled.AddHours(1),
        Reason = "test",
    };
}
