using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Files;

/// <summary>Signals as CSV: <c>signal,scope,timestamp,value</c>.</summary>
internal static class SignalsFile
{
    public const string Header = "signal,scope,timestamp,value";

    private const int Signal = 0;
    private const int Scope = 1;
    private const int Timestamp = 2;
    private const int Value = 3;

    private static readonly string[] Required = ["signal", "scope", "timestamp", "value"];

    /// <exception cref="InputException">The file cannot be read, or a row is no signal; names line and field.</exception>
    public static IEnumerable<SignalValue> Read(string path)
    {
        using CsvTable table = CsvTable.Open(path, Required);
        NamePool names = new();
        while (table.Read())
        {
            if (table.Field(Signal).IsEmpty)
            {
                throw table.Error(Signal, "is empty");
            }

            string scope = names.Get(table.Field(Scope));
            if (scope is not "*" && !AccountId.TryParse(scope, out _))
            {
                throw table.Error(Scope, $"'{scope}' is neither an account id nor *");
            }

            if (!IsoInstant.TryParse(table.Field(Timestamp), out DateTimeOffset timestamp))
            {
                throw table.Error(Timestamp, $"'{table.Field(Timestamp)}' is not an ISO 8601 instant such as 2026-11-02T00:05:00Z");
            }

            if (!double.TryParse(table.Field(Value), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            {
                throw table.Error(Value, $"'{table.Field(Value)}' is not a finite number");
            }

            yield return new SignalValue(names.Get(table.Field(Signal)), scope, timestamp, value);
        }
    }

    /// <summary>Writes one row without its line end.</summary>
    public static void WriteRow(TextWriter writer, SignalValue signal)
    {
        CsvField.Write(writer, signal.Signal);
        writer.Write(',');
        CsvField.Write(writer, signal.Scope);
        writer.Write(',');
        writer.Write(IsoInstant.Format(signal.Timestamp));
        writer.Write(',');
        writer.Write(signal.Value.ToString("R", CultureInfo.InvariantCulture));
    }
}
