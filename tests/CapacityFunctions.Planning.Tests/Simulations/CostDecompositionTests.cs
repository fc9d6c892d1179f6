using CapacityFunctions.Planning.Simulations;
using CapacityFunctions.Planning.Simulations.Analysis;
using static CapacityFunctions.Planning.Tests.Simulations.SimulationBuilder;

namespace CapacityFunctions.Planning.Tests.Simulations;

public sealed class CostDecompositionTests
{
    [Fact]
    public void Of_Run_AddsUpToTheCostInBothWays()
    {
        CostDecomposition parts = Decompose(SimulationPolicyNames.CostOptimal, atLead: 8, atOnce: 5);

        // Used 4 + 6 + 8 = 18. At lead 8 is reserved each hour: 24, nothing short. At once 5: 15, short 1 + 3, cost 15 + 4 × 9 = 51.
        Assert.Equal(24, parts.Cost, 0.01);
        Assert.Equal(18, parts.ClairvoyantCost, 1e-9);
        Assert.Equal(6, parts.UnusedCost, 0.01);
        Assert.Equal(0, parts.ShortageExtraCost, 1e-9);
        Assert.Equal(51 - 18, parts.NoiseCost, 0.02);
        Assert.Equal(24 - 51, parts.LeadTimeCost, 0.02);
        Assert.Equal(parts.Cost, parts.ClairvoyantCost + parts.UnusedCost + parts.ShortageExtraCost, 1e-9);
        Assert.Equal(parts.Cost, parts.ClairvoyantCost + parts.NoiseCost + parts.LeadTimeCost, 1e-9);
    }

    [Fact]
    public void Of_Shortage_CountsItAboveThePrice()
    {
        // 6 each hour: used 4, 6, 8, unused 2, short 2. 18 × 1 = 16 covered + 2 unused; the missing 2 cost 9 each, 8 of it above the price.
        CostDecomposition parts = Decompose(SimulationPolicyNames.CostOptimal, atLead: 6, atOnce: 6);

        Assert.Equal(36, parts.Cost, 0.02);
        Assert.Equal(2, parts.UnusedCost, 0.01);
        Assert.Equal(16, parts.ShortageExtraCost, 0.01);
        Assert.Equal(1.0 / 3, parts.Exceedance, 1e-9);
        Assert.Equal(0.1, parts.NominalExceedance, 1e-9);
        Assert.Equal(0, parts.MeanBias, 1e-9);
    }

    [Fact]
    public void Of_ConstantlyTooHigh_CalibrationWouldSaveIt()
    {
        // 16 instead of the best constant 8 (24): a factor of one half saves 24. The mean is 48 for 18 used.
        CostDecomposition parts = Decompose(SimulationPolicyNames.CostOptimal, atLead: 16, atOnce: 16);

        Assert.Equal(24, parts.CalibrationCost, 0.1);
        Assert.Equal(30.0 / 18, parts.MeanBias, 1e-9);
    }

    [Fact]
    public void Of_Pooled_LooksAtTheGroup()
    {
        CostDecomposition parts = Decompose(SimulationPolicyNames.Pooled, atLead: 6, atOnce: 6);

        Assert.Equal(36, parts.Cost, 0.02);
        Assert.Equal(1.0 / 3, parts.Exceedance, 1e-9);
    }

    private static CostDecomposition Decompose(string policy, double atLead, double atOnce)
    {
        SimulationSetting setting = Setting(Account(3, 1, 1, 1, 4, 6, 8));
        DemandForecasts forecasts = Forecasts(setting, new ScriptedForecast(_ => atLead));
        PolicyRun run = ReservationSimulator.Run(setting, forecasts, new PolicyVariant(policy));
        SimulationSetting immediate = setting with { LeadSteps = 0 };
        return CostDecomposition.Of(
            setting, forecasts, run, ReservationSimulator.Run(immediate, Forecasts(setting, new ScriptedForecast(_ => atOnce)), new PolicyVariant(policy)));
    }
}
