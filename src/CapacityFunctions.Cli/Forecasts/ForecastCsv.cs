using System.Globalization;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Forecasting;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>Forecasts as CSV: <c>account_id,resource_type,timestamp,model,mean</c> and two bounds for each level.</summary>
internal static class ForecastCsv
{
    public static void Write(TextWriter writer, IEnumerable<SeriesForecast> forecasts, IReadOnlyList<decimal> levels)
    {
        writer.Write("account_id,resource_type,timestamp,model,mean");
        foreach (decimal level in levels)
        {
            string name = level.ToString("0.###", CultureInfo.InvariantCulture);
            writer.Write($",lo_{name},hi_{name}");
        }

        writer.WriteLine();
        foreach (SeriesForecast forecast in forecasts)
        {
            Write(writer, forecast, levels);
        }
    }

    private static void Write(TextWriter writer, SeriesForecast series, IReadOnlyList<decimal> levels)
    {
        Forecast forecast = series.Forecast;
        PredictionInterval[] intervals = [.. levels.Select(level => forecast.Interval((double)(level / 100)))];
        for (int step = 0; step < forecast.Horizon; step++)
        {
            CsvField.Write(writer, series.Source.AccountId.Value);
            writer.Write(',');
            CsvField.Write(writer, series.Source.ResourceType.Value);
            writer.Write(',');
            writer.Write(IsoInstant.Format(forecast.TimestampAt(step)));
            writer.Write(',');
            CsvField.Write(writer, series.Model.Name);
            WriteNumber(writer, forecast.Mean[step]);
            foreach (PredictionInterval interval in intervals)
            {
                WriteNumber(writer, interval.Lower[step]);
                WriteNumber(writer, interval.Upper[step]);
            }

            writer.WriteLine();
        }
    }

    /// <summary>The shortest text that reads back as the same number.</summary>
    private static void WriteNumber(TextWriter writer, double value)
    {
        writer.Write(',');
        writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
    }
}
