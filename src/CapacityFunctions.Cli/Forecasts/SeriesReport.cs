using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>What the report says of one series.</summary>
internal sealed record SeriesReport
{
    public required string AccountId { get; init; }

    public required string ResourceType { get; init; }

    /// <summary>The chosen model, or a combination such as <c>ets+theta</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Best first; empty when the history was too short to compare.</summary>
    public required IReadOnlyList<ModelScore> Candidates { get; init; }

    public required double Seconds { get; init; }

    public required string Confidence { get; init; }

    public required string ConfidenceReason { get; init; }

    /// <summary>Season lengths in steps that were found or given and used.</summary>
    public required IReadOnlyList<int> Periods { get; init; }

    /// <summary>Rows of the file.</summary>
    public required int Observations { get; init; }

    public required int Duplicates { get; init; }

    /// <summary>Rows that shared a step with another one.</summary>
    public required int Merged { get; init; }

    /// <summary>Steps between the first and the last observation that have none.</summary>
    public required int Missing { get; init; }

    /// <summary>What became of each signal, by name; empty without signals.</summary>
    public required IReadOnlyList<InputReport> Inputs { get; init; }

    /// <summary>Which signals were not known for the time that is forecast; null normally.</summary>
    public string? InputReason { get; init; }
}
