namespace CapacityFunctions.Cli.Imports;

/// <summary>Usage to send at once.</summary>
/// <param name="Csv">Header and rows.</param>
/// <param name="Lines">For each row the line where it stands in its file, from 1.</param>
internal sealed record UsageBatch(string Csv, IReadOnlyList<long> Lines);
