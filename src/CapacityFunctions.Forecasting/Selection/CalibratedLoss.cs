using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Intervals;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>What the forecast of one origin lost, summed over its known steps.</summary>
/// <param name="Pinball">Mean pinball loss over the quantiles 0.05 … 0.95, in units of usage.</param>
/// <param name="AbsoluteError">In units of usage.</param>
/// <param name="Count">Known steps.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CalibratedLoss(double Pinball, double AbsoluteError, int Count)
{
    /// <summary>
    /// Each half of the origins (every second one) is scored with quantiles calibrated on the other, so that a candidate isn't rewarded for
    /// having seen its own errors.
    /// </summary>
    /// <returns>One an origin.</returns>
    public static CalibratedLoss[] Of(OriginForecasts past)
    {
        CalibratedLoss[] losses = new CalibratedLoss[past.Rows.Length];
        for (int half = 0; half < 2; half++)
        {
            OriginRow[] calibration = [.. past.Rows.Where((_, index) => index % 2 != half)];
            double[] scores = ConformalCalibrator.Scores(calibration, past.Rows.Length > 0 ? past.Rows[0].Horizon : 0);
            for (int origin = half; origin < losses.Length; origin += 2)
            {
                losses[origin] = Of(past.Rows[origin], past.Forecasts[origin], scores);
            }
        }

        return losses;
    }

    /// <summary>The pinball loss of a step at each origin, so that two candidates can be compared pair by pair; NaN without an outcome.</summary>
    public static double[] ByOrigin(OriginForecasts past) =>
        Array.ConvertAll(Of(past), loss => loss.Count > 0 ? loss.Pinball / loss.Count : double.NaN);

    private static CalibratedLoss Of(OriginRow row, PredictiveDistribution forecast, double[] scores)
    {
        Span<double> quantiles = stackalloc double[QuantileGrid.Count];
        CalibratedLoss sum = default;
        for (int step = 0; step < row.Horizon; step++)
        {
            if (!row.TryGetError(step, out double error))
            {
                continue;
            }

            for (int i = RowScore.FirstQuantile; i <= RowScore.LastQuantile; i++)
            {
                quantiles[i] = forecast.ValueAt(step, scores[(step * QuantileGrid.Count) + i]);
            }

            sum = new CalibratedLoss(
                sum.Pinball + RowScore.MeanPinball(forecast.Mean[step] + error, quantiles), sum.AbsoluteError + Math.Abs(error), sum.Count + 1);
        }

        return sum;
    }
}
