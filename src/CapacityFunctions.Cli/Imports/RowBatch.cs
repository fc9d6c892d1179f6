namespace CapacityFunctions.Cli.Imports;

/// <summary>Rows to send at once.</summary>
/// <param name="Csv">Header and rows.</param>
/// <param name="Lines">For each row the line where it stands in its file, from 1.</param>
internal sealed record RowBatch(string Csv, IReadOnlyList<long> Lines);
