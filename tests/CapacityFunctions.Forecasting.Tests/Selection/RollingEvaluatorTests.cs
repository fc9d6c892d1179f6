using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Selection;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Selection;

public class RollingEvaluatorTests
{
    private static readonly int[] Day = [24];

    public static TheoryData<string> Methods() => [.. MethodCatalog.Default.All.Select(method => method.Name)];

    [Theory, MemberData(nameof(Methods))]
    public void Evaluate_FutureChanged_ForecastsBeforeItAreUnchanged(string name)
    {
        const int Change = 420;
        double[] values = SampleSeries.HourlyValues(500, 6);
        if (name is "croston" or "sba" or "tsb" or "adida")
        {
            // These want usage that comes now and then.
            values = [.. values.Select((value, i) => i % 3 == 0 ? value : 0)];
        }

        double[] changed = [.. values.Select((value, i) => i >= Change ? 100 - value : value)];
        OriginForecasts? one = Evaluate(name, values);
        OriginForecasts? other = Evaluate(name, changed);
        if (one is null)
        {
            // Only the baselines that need a second season have nothing to say here.
            Assert.EndsWith("-long", name, StringComparison.Ordinal);
            return;
        }

        int checkedRows = 0;
        for (int i = 0; i < one.Rows.Length && one.Rows[i].Origin <= SampleSeries.Start.AddHours(Change); i++, checkedRows++)
        {
            for (int step = 0; step < one.Rows[i].Horizon; step++)
            {
                Assert.Equal(one.Forecasts[i].Mean[step], other!.Forecasts[i].Mean[step]);
                Assert.Equal(one.Forecasts[i].Quantiles(step), other.Forecasts[i].Quantiles(step));
            }
        }

        Assert.True(checkedRows > 10);
    }

    [Fact]
    public void Evaluate_SeasonalNaive_ErrorsAreSeasonalDifferences()
    {
        double[] values = SampleSeries.HourlyValues(300, 8);

        OriginRow[] rows = Evaluate("seasonal-naive", values)!.Rows;

        foreach (OriginRow row in rows)
        {
            int origin = (int)(row.Origin - SampleSeries.Start).TotalHours;
            Assert.True(row.TryGetError(0, out double error));
            Assert.Equal(values[origin] - values[origin - 24], error, 1e-4);
        }
    }

    private static OriginForecasts? Evaluate(string name, double[] values)
    {
        TimeSeries series = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values);
        RollingEvaluator evaluator = new(series, HorizonSpec.OneDay, Day, 1, new ForecastBounds(0.1, 1000, -1000, 1000, 1));
        return evaluator.Evaluate(MethodCatalog.Default.Get(name), OriginPlan.Create(series, HorizonSpec.OneDay, 24));
    }
}
