using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Performance;

namespace CapacityFunctions.Cli.Files;

/// <summary>Performance as CSV: <c>account_id,timestamp,latency_ms,throughput</c>; latency or throughput may be empty.</summary>
internal static class PerformanceFile
{
    public const string Header = "account_id,timestamp,latency_ms,throughput";

    private const int Account = 0;
    private const int Timestamp = 1;
    private const int Latency = 2;
    private const int Throughput = 3;

    private static readonly string[] Required = ["account_id", "timestamp", "latency_ms", "throughput"];

    /// <exception cref="InputException">The file cannot be read, or a field is no name, instant or number; names line and field.</exception>
    public static IEnumerable<AccountPerformance> Read(string path)
    {
        using CsvTable table = CsvTable.Open(path, Required);
        NamePool names = new();
        while (table.Read())
        {
            string name = names.Get(table.Field(Account));
            if (!AccountId.TryParse(name, out AccountId account))
            {
                throw table.Error(Account, $"'{name}' is not a valid name");
            }

            if (!IsoInstant.TryParse(table.Field(Timestamp), out DateTimeOffset timestamp))
            {
                throw table.Error(Timestamp, $"'{table.Field(Timestamp)}' is not an ISO 8601 instant such as 2026-11-02T00:05:00Z");
            }

            yield return new AccountPerformance(
                account, new ServiceLevelSample { At = timestamp, LatencyMs = Number(table, Latency), Throughput = Number(table, Throughput) });
        }
    }

    /// <summary>Writes one row without its line end.</summary>
    public static void WriteRow(TextWriter writer, AccountPerformance performance)
    {
        CsvField.Write(writer, performance.AccountId.Value);
        writer.Write(',');
        writer.Write(IsoInstant.Format(performance.Sample.At));
        writer.Write(',');
        writer.Write(performance.Sample.LatencyMs?.ToString("R", CultureInfo.InvariantCulture));
        writer.Write(',');
        writer.Write(performance.Sample.Throughput?.ToString("R", CultureInfo.InvariantCulture));
    }

    private static double? Number(CsvTable table, int column)
    {
        if (table.Field(column).IsEmpty)
        {
            return null;
        }

        return double.TryParse(table.Field(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw table.Error(column, $"'{table.Field(column)}' is not a number");
    }
}
