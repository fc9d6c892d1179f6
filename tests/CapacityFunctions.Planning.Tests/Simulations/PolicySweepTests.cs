using CapacityFunctions.Planning.Simulations;
using CapacityFunctions.Planning.Simulations.Analysis;
using static CapacityFunctions.Planning.Tests.Simulations.SimulationBuilder;

namespace CapacityFunctions.Planning.Tests.Simulations;

public sealed class PolicySweepTests
{
    private static readonly ReservationCost[] Curve = [Point(100, 0.001), Point(60, 0.1), Point(80, 0.01)];

    [Theory]
    [InlineData(0.001, 100)]
    [InlineData(0.01, 80)]
    [InlineData(0.1, 60)]
    public void ReservedAt_PointOfTheCurve_IsThatPoint(double share, double expected) =>
        Assert.Equal(expected, PolicySweep.ReservedAt(Curve, share)!.Value, 1e-9);

    [Fact]
    public void ReservedAt_BetweenPoints_IsLinearInTheLogarithm() =>
        Assert.Equal(90, PolicySweep.ReservedAt(Curve, Math.Sqrt(0.001 * 0.01))!.Value, 1e-9);

    [Theory]
    [InlineData(0.0009)]
    [InlineData(0.11)]
    public void ReservedAt_BeyondTheCurve_IsUnknown(double share) => Assert.Null(PolicySweep.ReservedAt(Curve, share));

    [Fact]
    public void VariantsOf_Reactive_ContainsItsOwnFactor() =>
        Assert.Contains(1.2, PolicySweep.VariantsOf(Setting(Account(3, 1, 1, 1, 1)), SimulationPolicyNames.Reactive).Select(variant => variant.Factor ?? 0));

    [Theory]
    [InlineData(SimulationPolicyNames.StaticPeak)]
    [InlineData(SimulationPolicyNames.Threshold)]
    public void VariantsOf_PolicyWithoutParameter_IsEmpty(string policy) =>
        Assert.Empty(PolicySweep.VariantsOf(Setting(Account(3, 1, 1, 1, 1)), policy));

    [Fact]
    public void Run_HigherBelievedShortageCost_ReservesMoreForLessShortage()
    {
        double?[] usage = [.. Enumerable.Range(0, 200).Select(hour => (double?)((hour * 7919) % 101))];
        SimulationSetting setting = Setting(Account(100, usage));
        DemandForecasts forecasts = Forecasts(setting, new ScriptedForecast(_ => 50, spread: 100));
        foreach (string policy in (string[])[SimulationPolicyNames.CostOptimal, SimulationPolicyNames.Pooled, SimulationPolicyNames.LastValueQuantile])
        {
            ReservationCost[] curve = [.. PolicySweep.VariantsOf(setting, policy).Select(variant => ReservationSimulator.Run(setting, forecasts, variant).Total)];
            for (int i = 1; i < curve.Length; i++)
            {
                Assert.True(curve[i].ReservedUnitHours >= curve[i - 1].ReservedUnitHours);
                Assert.True(curve[i].ShortageUnitHours <= curve[i - 1].ShortageUnitHours);
            }

            Assert.True(curve[^1].ReservedUnitHours > 2 * curve[0].ReservedUnitHours);
        }
    }

    private static ReservationCost Point(double reserved, double share) =>
        new() { ReservedUnitHours = reserved, UsedUnitHours = 1000, ShortageUnitHours = 1000 * share };
}
