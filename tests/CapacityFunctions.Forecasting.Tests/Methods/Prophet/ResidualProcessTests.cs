using CapacityFunctions.Forecasting.Methods.Prophet;

namespace CapacityFunctions.Forecasting.Tests.Methods.Prophet;

public class ResidualProcessTests
{
    [Fact]
    public void Observe_OneError_IsRememberedByGainAndThenFades()
    {
        ResidualProcess process = new(Persistence: 0.5, Gain: 0.4, Deviation: 2, Expected: 1);
        double[] mean = new double[3];
        double[] variance = new double[3];

        process.Observe(6).Forecast(mean, variance);

        // p' = 0.5·1 + 0.4·(6 − 1) = 2.5, then halved each step.
        Assert.Equal([2.5, 1.25, 0.625], mean);

        // 4·(1 + 0.4²·(1 + 0.25 + …)): 4, 4·1.16, 4·1.2.
        Assert.Equal(4, variance[0], 1e-12);
        Assert.Equal(4.64, variance[1], 1e-12);
        Assert.Equal(4.8, variance[2], 1e-12);
    }

    [Fact]
    public void Fit_AutoregressiveErrors_FindsTheirMemoryAndSize()
    {
        // AR(1): φ = κ = 0.8, uniform shocks of ±1 with deviation 1/√3 = 0.577.
        Random random = new(3);
        double[] errors = new double[20_000];
        for (int i = 1; i < errors.Length; i++)
        {
            errors[i] = (0.8 * errors[i - 1]) + (2 * random.NextDouble()) - 1;
        }

        ResidualProcess process = ResidualEstimator.Fit(errors);

        // Halved four times from a factor of e^0.5, the search ends within e^±0.03 of the optimum; standard errors are 0.004 and 0.007.
        Assert.Equal(0.8, process.Persistence, 0.03);
        Assert.Equal(0.8, process.Gain, 0.05);
        Assert.Equal(1 / Math.Sqrt(3), process.Deviation, 0.01);
    }

    [Fact]
    public void Fit_ErrorsWithoutMemory_ExpectsNothing()
    {
        double[] errors = [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? 1.0 : -1.0)];

        ResidualProcess process = ResidualEstimator.Fit(errors);

        Assert.Equal(0, process.Gain);
        Assert.Equal(1, process.Deviation, 1e-12);
    }
}
