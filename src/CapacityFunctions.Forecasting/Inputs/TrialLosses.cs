using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Selection;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>The loss at each origin, as <see cref="RowScore"/> counts it, so that two candidates can be compared pair by pair.</summary>
internal static class TrialLosses
{
    // 0.05, 0.10, …, 0.95 in the grid.
    private const int FirstQuantile = 3;
    private const int LastQuantile = 21;

    /// <returns>Mean pinball loss over quantiles and known steps in units of usage, one an origin; NaN for an origin without an outcome.</returns>
    public static double[] Of(OriginForecasts past)
    {
        double[] losses = new double[past.Rows.Length];
        for (int half = 0; half < 2; half++)
        {
            OriginRow[] calibration = [.. past.Rows.Where((_, index) => index % 2 != half)];
            double[] scores = ConformalCalibrator.Scores(calibration, past.Rows.Length > 0 ? past.Rows[0].Horizon : 0);
            for (int origin = half; origin < losses.Length; origin += 2)
            {
                losses[origin] = Mean(past.Rows[origin], past.Forecasts[origin], scores);
            }
        }

        return losses;
    }

    private static double Mean(OriginRow row, PredictiveDistribution forecast, double[] scores)
    {
        double sum = 0;
        int count = 0;
        for (int step = 0; step < row.Horizon; step++)
        {
            if (!row.TryGetError(step, out double error))
            {
                continue;
            }

            double actual = forecast.Mean[step] + error;
            for (int i = FirstQuantile; i <= LastQuantile; i++)
            {
                double quantile = forecast.ValueAt(step, scores[(step * QuantileGrid.Count) + i]);
                sum += ForecastAccuracy.Pinball(actual, quantile, QuantileGrid.Probabilities[i]);
                count++;
            }
        }

        return count > 0 ? sum / count : double.NaN;
    }
}
