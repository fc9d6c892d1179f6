using System.Globalization;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>
/// Forecasts beside their outcomes as CSV: <c>account_id,resource_type,origin,model,step,timestamp,actual,mean</c> and two bounds for each level.
/// The origin is the start of step 1. A step without an outcome has no row.
/// </summary>
internal static class BacktestCsv
{
    public static void WriteHeader(TextWriter writer, IReadOnlyList<decimal> levels)
    {
        writer.Write("account_id,resource_type,origin,model,step,timestamp,actual,mean");
        foreach (decimal level in levels)
        {
            string name = level.ToString("0.###", CultureInfo.InvariantCulture);
            writer.Write($",lo_{name},hi_{name}");
        }

        writer.WriteLine();
    }

    /// <param name="writer">Gets one row for each known outcome.</param>
    /// <param name="origin">Where the forecast was made.</param>
    /// <param name="model">Name of the model.</param>
    /// <param name="forecast">Its forecast.</param>
    /// <param name="outcomes">What came, from the origin on.</param>
    /// <param name="levels">Interval levels in per cent.</param>
    public static void Write(
        TextWriter writer, BacktestOrigin origin, string model, Forecast forecast, TimeSeries outcomes, IReadOnlyList<decimal> levels)
    {
        PredictionInterval[] intervals = [.. levels.Select(level => forecast.Interval((double)(level / 100)))];
        for (int step = 0; step < outcomes.Length; step++)
        {
            if (!outcomes.TryGetValue(step, out double actual))
            {
                continue;
            }

            CsvField.Write(writer, origin.Source.AccountId.Value);
            writer.Write(',');
            CsvField.Write(writer, origin.Source.ResourceType.Value);
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $",{IsoInstant.Format(forecast.Start)},{model},{step + 1},{IsoInstant.Format(forecast.TimestampAt(step))},{actual:R},{forecast.Mean[step]:R}"));
            foreach (PredictionInterval interval in intervals)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $",{interval.Lower[step]:R},{interval.Upper[step]:R}"));
            }

            writer.WriteLine();
        }
    }
}
