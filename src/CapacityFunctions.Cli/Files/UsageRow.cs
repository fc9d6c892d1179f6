using System.Runtime.InteropServices;

namespace CapacityFunctions.Cli.Files;

/// <summary>One row of a usage file as it stands there: its fields can be read, whether they make sense is for the reader's caller.</summary>
/// <param name="AccountId">Any text, also an empty one.</param>
/// <param name="ResourceType">Any text, also an empty one.</param>
/// <param name="Timestamp">UTC.</param>
/// <param name="Value">May be NaN, infinite or negative.</param>
/// <param name="Zone">Null where the column is missing or empty.</param>
/// <param name="Line">Line in the file, from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UsageRow(
    string AccountId, string ResourceType, DateTimeOffset Timestamp, double Value, string? Zone, long Line);
