using System.Globalization;

namespace CapacityFunctions.Cli.Tests.Backtests;

/// <summary>One row of the CSV, its columns by name.</summary>
internal sealed class BacktestRow(Dictionary<string, string> fields)
{
    public string Account => fields["account_id"];

    public DateTimeOffset Origin => Instant("origin");

    public string Model => fields["model"];

    public int Step => int.Parse(fields["step"], CultureInfo.InvariantCulture);

    public DateTimeOffset Timestamp => Instant("timestamp");

    public double Actual => Number("actual");

    public double Mean => Number("mean");

    /// <summary>Everything but the outcome, as text.</summary>
    public string Forecast => string.Join(',', fields.Where(column => column.Key != "actual").Select(column => column.Value));

    public double Lower(decimal level) => Number(string.Create(CultureInfo.InvariantCulture, $"lo_{level}"));

    public double Upper(decimal level) => Number(string.Create(CultureInfo.InvariantCulture, $"hi_{level}"));

    public static BacktestRow[] Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(','))];
        return [.. lines[1..].Select(line => new BacktestRow(lines[0].Zip(line).ToDictionary(field => field.First, field => field.Second, StringComparer.Ordinal)))];
    }

    private DateTimeOffset Instant(string name) => DateTimeOffset.Parse(fields[name], CultureInfo.InvariantCulture);

    private double Number(string name) => double.Parse(fields[name], CultureInfo.InvariantCulture);
}
