using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Intervals;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>What the forecasts of one candidate were worth out of sample.</summary>
/// <param name="Pinball">Mean pinball loss over the quantiles 0.05 … 0.95, in units of usage.</param>
/// <param name="AbsoluteError">Mean absolute error, in units of usage.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowScore(double Pinball, double AbsoluteError)
{
    // 0.05, 0.10, …, 0.95 in the grid.
    private const int FirstQuantile = 3;
    private const int LastQuantile = 21;

    /// <summary>Without a known outcome.</summary>
    public static RowScore Unknown => new(double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Mean pinball loss of one outcome over the quantiles 0.05 … 0.95.</summary>
    /// <param name="actual">What was observed.</param>
    /// <param name="quantiles">Of <see cref="QuantileGrid"/>.</param>
    public static double MeanPinball(double actual, ReadOnlySpan<double> quantiles)
    {
        double sum = 0;
        for (int i = FirstQuantile; i <= LastQuantile; i++)
        {
            sum += ForecastAccuracy.Pinball(actual, quantiles[i], QuantileGrid.Probabilities[i]);
        }

        return sum / (LastQuantile - FirstQuantile + 1);
    }

    /// <summary>
    /// Each half of the origins (every second one) is scored with quantiles calibrated on the other, so that a candidate isn't rewarded for
    /// having seen its own errors. Far steps with many outcomes and near ones count alike: every known step has the same weight.
    /// </summary>
    /// <returns>Infinity without a known outcome.</returns>
    public static RowScore Of(OriginForecasts past)
    {
        double pinball = 0;
        double absolute = 0;
        int count = 0;
        for (int half = 0; half < 2; half++)
        {
            OriginRow[] calibration = [.. past.Rows.Where((_, index) => index % 2 != half)];
            double[] scores = ConformalCalibrator.Scores(calibration, past.Rows.Length > 0 ? past.Rows[0].Horizon : 0);
            for (int origin = half; origin < past.Rows.Length; origin += 2)
            {
                OriginRow row = past.Rows[origin];
                for (int step = 0; step < row.Horizon; step++)
                {
                    if (row.TryGetError(step, out double error))
                    {
                        PredictiveDistribution forecast = past.Forecasts[origin];
                        count++;
                        absolute += Math.Abs(error);
                        pinball += MeanPinball(
                            error, forecast, step, scores.AsSpan(step * QuantileGrid.Count, QuantileGrid.Count));
                    }
                }
            }
        }

        return count == 0 ? Unknown : new RowScore(pinball / count, absolute / count);
    }

    private static double MeanPinball(double error, PredictiveDistribution forecast, int step, ReadOnlySpan<double> scores)
    {
        double actual = forecast.Mean[step] + error;
        double sum = 0;
        for (int i = FirstQuantile; i <= LastQuantile; i++)
        {
            sum += ForecastAccuracy.Pinball(actual, forecast.ValueAt(step, scores[i]), QuantileGrid.Probabilities[i]);
        }

        return sum / (LastQuantile - FirstQuantile + 1);
    }
}
