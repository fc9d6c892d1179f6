using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Cli.Files;

/// <summary>Usage as CSV: <c>account_id,timestamp,resource_type,value[,zone]</c>, rows in any order.</summary>
internal static class UsageFile
{
    public const string Header = "account_id,timestamp,resource_type,value,zone";

    private const int Account = 0;
    private const int Timestamp = 1;
    private const int Resource = 2;
    private const int Value = 3;
    private const int Zone = 4;

    private static readonly string[] Required = ["account_id", "timestamp", "resource_type", "value"];

    /// <summary>Reads a file row by row.</summary>
    /// <exception cref="InputException">The file, its header, a timestamp or a value cannot be read; names line and field.</exception>
    public static IEnumerable<UsageRow> Read(string path)
    {
        using CsvTable table = CsvTable.Open(path, Required, "zone");
        NamePool names = new();
        while (table.Read())
        {
            if (!IsoInstant.TryParse(table.Field(Timestamp), out DateTimeOffset timestamp))
            {
                throw table.Error(Timestamp, $"'{table.Field(Timestamp)}' is not an ISO 8601 instant such as 2026-11-02T00:05:00Z");
            }

            if (!double.TryParse(table.Field(Value), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                throw table.Error(Value, $"'{table.Field(Value)}' is not a number");
            }

            yield return new UsageRow(
                names.Get(table.Field(Account)),
                names.Get(table.Field(Resource)),
                timestamp,
                value,
                table.Field(Zone) is { IsEmpty: false } zone ? names.Get(zone) : null,
                table.Line);
        }
    }

    /// <summary>Reads a file whose every row must be an observation.</summary>
    /// <exception cref="InputException">As for <see cref="Read"/>, or a name, or an amount that is not finite or is below 0.</exception>
    public static IEnumerable<ResourceUsage> ReadObservations(string path)
    {
        Dictionary<string, AccountId> accounts = new(StringComparer.Ordinal);
        Dictionary<string, ResourceType> resources = new(StringComparer.Ordinal);
        foreach (UsageRow row in Read(path))
        {
            if (!accounts.TryGetValue(row.AccountId, out AccountId account))
            {
                account = AccountId.TryParse(row.AccountId, out AccountId parsed) ? parsed : throw At(row, Account, $"'{row.AccountId}' is not a valid name");
                accounts.Add(row.AccountId, account);
            }

            if (!resources.TryGetValue(row.ResourceType, out ResourceType resource))
            {
                resource = ResourceType.TryParse(row.ResourceType, out ResourceType parsed) ? parsed : throw At(row, Resource, $"'{row.ResourceType}' is not a valid name");
                resources.Add(row.ResourceType, resource);
            }

            if (!double.IsFinite(row.Value) || row.Value < 0)
            {
                throw At(row, Value, $"{row.Value.ToString(CultureInfo.InvariantCulture)} is not a finite amount of 0 or more");
            }

            yield return new ResourceUsage(account, resource, row.Timestamp, row.Value, row.Zone);
        }

        InputException At(UsageRow row, int column, string problem) =>
            InputException.At(path, row.Line, column + 1, $"{Required[column]} {problem}");
    }

    /// <summary>Writes one row without its line end.</summary>
    public static void WriteRow(TextWriter writer, string account, DateTimeOffset timestamp, string resource, double value, string? zone)
    {
        CsvField.Write(writer, account);
        writer.Write(',');
        writer.Write(IsoInstant.Format(timestamp));
        writer.Write(',');
        CsvField.Write(writer, resource);
        writer.Write(',');
        writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
        writer.Write(',');
        CsvField.Write(writer, zone ?? string.Empty);
    }
}
