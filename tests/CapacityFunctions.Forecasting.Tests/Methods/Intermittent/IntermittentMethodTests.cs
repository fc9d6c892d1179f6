using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.Intermittent;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Tests.Methods.Intermittent;

public class IntermittentMethodTests
{
    // Sizes 3, 5, 2, 4 after 3, 2, 4 and 1 steps; two steps without usage at the end.
    private static readonly double[] Demand = [0, 0, 3, 0, 5, 0, 0, 0, 2, 4, 0, 0];

    [Fact]
    public void Forecast_Croston_MatchesR()
    {
        // R 4.2.2, forecast 8.20: croston(demand, h = 1, alpha = 0.1)$mean (Reference/baselines.R).
        // By hand: size 3 → 3.2 → 3.08 → 3.172, interval 3 → 2.9 → 3.01 → 2.809.
        Assert.Equal(1.12922748309, Forecast(IntermittentForm.Croston).Mean[0], 1e-10);
    }

    [Fact]
    public void Forecast_SyntetosBoylan_IsCrostonWithoutItsBias() =>
        Assert.Equal(0.95 * 3.172 / 2.809, Forecast(IntermittentForm.SyntetosBoylan).Mean[0], 1e-12);

    [Fact]
    public void Forecast_TeunterSyntetosBabai_LosesProbabilityWithoutUsage()
    {
        // Probability 1/3 at the first usage, then ×0.9 a step, +0.1 where there is usage.
        double probability = 1.0 / 3;
        foreach (bool used in (bool[])[false, true, false, false, false, true, true, false, false])
        {
            probability = (0.9 * probability) + (used ? 0.1 : 0);
        }

        Assert.Equal(3.172 * probability, Forecast(IntermittentForm.TeunterSyntetosBabai).Mean[0], 1e-12);
    }

    [Fact]
    public void Forecast_Aggregated_SmoothsSumsOfBuckets()
    {
        // 4 demands in 12 steps: buckets of 3, sums 3, 5, 2, 4. The gain with the least squared one-step error is found by trying 0.05 … 0.95.
        double[] sums = [3, 5, 2, 4];
        double best = double.PositiveInfinity;
        double level = 0;
        for (int candidate = 1; candidate <= 19; candidate++)
        {
            double gain = 0.05 * candidate;
            double first = 3 + (gain * 2);
            double second = first + (gain * (2 - first));
            double squares = 4 + ((2 - first) * (2 - first)) + ((4 - second) * (4 - second));
            (best, level) = squares < best ? (squares, second + (gain * (4 - second))) : (best, level);
        }

        Assert.Equal(sums, AggregatedMethod.Sums(Demand, 3));
        Assert.Equal(level / 3, new AggregatedMethod().Fit(new FitRequest(Demand, []))!.Forecast(new(1)).Mean[0], 1e-12);
    }

    [Fact]
    public void Quantile_Mixture_IsZeroUpToTheShareWithoutUsage()
    {
        MethodForecast forecast = Forecast(IntermittentForm.Croston);

        // Usage in 1 of 2.809 steps: probability 0.356; the sizes 2, 3, 4, 5 take what is above 0.644.
        double probability = 1 / 2.809;
        Assert.Equal(0, forecast.Quantile(0, 0.5));
        Assert.Equal(0, forecast.Quantile(0, 0.64));
        Assert.Equal(3.5, forecast.Quantile(0, 1 - (probability / 2)), 1e-9);
        Assert.InRange(forecast.Quantile(0, 0.999), 4.9, 5);

        // Variance of the mixture: p·(4 + 9 + 16 + 25)/4 − (p·3.5)².
        Assert.Equal(Math.Sqrt((probability * 13.5) - (probability * probability * 12.25)), forecast.Deviation[0], 1e-12);
    }

    [Theory]
    [InlineData(1, 3, false)] // three of four steps: interval 4/3 = 1.333 is just above the border of 1.32
    [InlineData(0, 1, true)]
    public void Fit_ShareWithoutUsage_DecidesWhetherTheMethodApplies(int zeros, int used, bool isRefused)
    {
        double[] history = [.. Enumerable.Range(0, 60).Select(i => i % (zeros + used) < zeros ? 0.0 : 5)];

        foreach (IForecastMethod method in (IForecastMethod[])[new IntermittentMethod(IntermittentForm.Croston), new AggregatedMethod()])
        {
            Assert.Equal(isRefused, method.Fit(new FitRequest(history, [])) is null);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fit_HardlyAnyUsage_SaysNothing(int demands)
    {
        double[] history = new double[50];
        history.AsSpan(20, demands).Fill(3);

        Assert.Null(new IntermittentMethod(IntermittentForm.TeunterSyntetosBabai).Fit(new FitRequest(history, [])));
        Assert.Null(new AggregatedMethod().Fit(new FitRequest(history, [])));
    }

    [Theory]
    [InlineData("croston")]
    [InlineData("sba")]
    [InlineData("tsb")]
    [InlineData("adida")]
    public void Update_RestOfTheHistory_EqualsFittingItAll(string name)
    {
        IForecastMethod method = MethodCatalog.Default.Get(name);
        double[] longer = [.. Enumerable.Repeat(Demand, 10).SelectMany(values => values)];
        IFittedModel model = method.Fit(new FitRequest(longer.AsMemory(0, 108), []))!;
        StateWriter writer = new();
        model.Write(writer);

        MethodForecast updated = method.Restore(new StateReader(writer.ToArray()))
            .Update(new ObservationBlock(Demand, new bool[12])).Forecast(new(2));

        // The gains don't depend on the history, except for adida, whose choice one more repetition doesn't change.
        MethodForecast expected = method.Fit(new FitRequest(longer, []))!.Forecast(new(2));
        Assert.Equal(expected.Mean[1], updated.Mean[1], 1e-9);
        Assert.Equal(expected.Quantile(1, 0.9), updated.Quantile(1, 0.9), 1e-9);
    }

    private static MethodForecast Forecast(IntermittentForm form) =>
        new IntermittentMethod(form).Fit(new FitRequest(Demand, []))!.Forecast(new(1));
}
