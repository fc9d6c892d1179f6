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
    /// <summary>Index of 0.05 in <see cref="QuantileGrid"/>; 0.10, …, 0.95 follow up to <see cref="LastQuantile"/>.</summary>
    public const int FirstQuantile = 3;

    /// <summary>Index of 0.95.</summary>
    public const int LastQuantile = 21;

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

    /// <summary>Over all known steps: far ones with many outcomes and near ones have the same weight (<see cref="CalibratedLoss"/>).</summary>
    /// <returns>Infinity without a known outcome.</returns>
    public static RowScore Of(OriginForecasts past)
    {
        double pinball = 0;
        double absolute = 0;
        int count = 0;
        foreach (CalibratedLoss loss in CalibratedLoss.Of(past))
        {
            pinball += loss.Pinball;
            absolute += loss.AbsoluteError;
            count += loss.Count;
        }

        return count == 0 ? Unknown : new RowScore(pinball / count, absolute / count);
    }
}
