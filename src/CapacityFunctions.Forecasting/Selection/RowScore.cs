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

    /// <summary>
    /// Each half of the origins (every second one) is scored with quantiles calibrated on the other, so that a candidate isn't rewarded for
    /// having seen its own errors. Far steps with many outcomes and near ones count alike: every known step has the same weight.
    /// </summary>
    /// <returns>Infinity without a known outcome.</returns>
    public static RowScore Of(OriginRow[] rows)
    {
        OriginRow[] even = [.. rows.Where((_, index) => index % 2 == 0)];
        OriginRow[] odd = [.. rows.Where((_, index) => index % 2 == 1)];
        double pinball = 0;
        double absolute = 0;
        int count = 0;
        foreach ((OriginRow[] judged, OriginRow[] calibration) in ((OriginRow[], OriginRow[])[])[(even, odd), (odd, even)])
        {
            if (judged.Length == 0)
            {
                continue;
            }

            double[] quantiles = ConformalCalibrator.ErrorQuantiles(calibration, judged[0].Horizon);
            foreach (OriginRow row in judged)
            {
                for (int step = 0; step < row.Horizon; step++)
                {
                    if (!row.TryGetError(step, out double error))
                    {
                        continue;
                    }

                    count++;
                    absolute += Math.Abs(error);
                    pinball += MeanPinball(error, row.Deviation(step), quantiles.AsSpan(step * QuantileGrid.Count, QuantileGrid.Count));
                }
            }
        }

        return count == 0
            ? new RowScore(double.PositiveInfinity, double.PositiveInfinity)
            : new RowScore(pinball / count, absolute / count);
    }

    private static double MeanPinball(double error, double deviation, ReadOnlySpan<double> quantiles)
    {
        double sum = 0;
        for (int i = FirstQuantile; i <= LastQuantile; i++)
        {
            sum += ForecastAccuracy.Pinball(error, deviation * quantiles[i], QuantileGrid.Probabilities[i]);
        }

        return sum / (LastQuantile - FirstQuantile + 1);
    }
}
