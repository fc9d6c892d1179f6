using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

namespace CapacityFunctions.Forecasting.Tests.Methods.ExponentialSmoothing;

/// <summary>The closed forms against simulated paths of the same model.</summary>
public class EtsVarianceTests
{
    private const int Paths = 40_000;
    private const int Horizon = 9;
    private static readonly double[] AdditiveSeason = [4, -1, -5, 2];
    private static readonly double[] MultiplicativeSeason = [1.2, 0.9, 0.7, 1.2];

    public static TheoryData<string> Forms() => [.. EtsForm.Admissible(seasonal: true, positive: true).Select(form => form.ToString())];

    [Theory, MemberData(nameof(Forms))]
    public void Deviations_EachForm_MatchSimulation(string name)
    {
        EtsForm form = EtsForm.Admissible(seasonal: true, positive: true).Single(candidate => string.Equals(candidate.ToString(), name, StringComparison.Ordinal));
        EtsParameters parameters = new(0.4, form.HasTrend ? 0.1 : 0, form.IsSeasonal ? 0.3 : 0, form.IsDamped ? 0.9 : 1);
        double variance = form.MultiplicativeError ? 0.0025 : 4;
        double[] season = form.Season switch { EtsSeason.None => [], EtsSeason.Additive => AdditiveSeason, _ => MultiplicativeSeason };
        EtsState start = new(50, form.HasTrend ? 0.5 : 0, season);
        MethodForecast forecast = new EtsModel(form, parameters, start, variance).Forecast(new ForecastRequest(Horizon));

        double[] simulated = Simulate(form, parameters, start, variance);

        for (int step = 0; step < Horizon; step++)
        {
            // 40,000 paths: 0.35 % standard error of a deviation, so 1.5 % is over four of them.
            Assert.Equal(simulated[step], forecast.Deviation[step], 0.015 * simulated[step]);
        }
    }

    private static double[] Simulate(EtsForm form, EtsParameters parameters, EtsState start, double variance)
    {
        Random random = new(7);
        double[] sums = new double[Horizon];
        double[] squares = new double[Horizon];
        for (int path = 0; path < Paths; path++)
        {
            EtsState state = start.Copy();
            for (int step = 0; step < Horizon; step++)
            {
                double q = state.Level + (parameters.Phi * state.Trend);
                double s = form.IsSeasonal ? state.Season[state.Position] : 0;
                double forecast = form.Season == EtsSeason.Multiplicative ? q * s : q + s;
                double noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) * Math.Sqrt(variance);
                double value = form.MultiplicativeError ? forecast * (1 + noise) : forecast + noise;
                sums[step] += value;
                squares[step] += value * value;
                state.Advance(form, parameters, value);
            }
        }

        return [.. sums.Select((sum, step) => Math.Sqrt((squares[step] / Paths) - (sum / Paths * (sum / Paths))))];
    }
}
