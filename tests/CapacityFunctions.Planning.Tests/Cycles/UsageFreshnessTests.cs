using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Tests.Cycles;

public sealed class UsageFreshnessTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(30);

    [Fact]
    public void HoldReason_NothingReported_SaysSo() =>
        Assert.Contains("no usage", UsageFreshness.HoldReason(null, Now, StaleAfter), StringComparison.Ordinal);

    [Fact]
    public void HoldReason_ExactlyAtTheLimit_IsFresh() => Assert.Null(UsageFreshness.HoldReason(Now - StaleAfter, Now, StaleAfter));

    [Fact]
    public void HoldReason_BeyondTheLimit_NamesWhenItWasObserved() =>
        Assert.Contains(
            "2026-11-24 01:29 UTC", UsageFreshness.HoldReason(Now.AddMinutes(-31), Now, StaleAfter), StringComparison.Ordinal);
}
