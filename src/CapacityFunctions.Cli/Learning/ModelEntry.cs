namespace CapacityFunctions.Cli.Learning;

/// <summary>One model of a manifest.</summary>
internal sealed record ModelEntry
{
    public required string Learner { get; init; }

    /// <summary>Name of the file beside the manifest.</summary>
    public required string File { get; init; }

    /// <summary>What was chosen inside, for people.</summary>
    public required string Description { get; init; }

    /// <summary>Begin of the earliest series, in UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Exclusive end of the latest series, in UTC.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Series of the panel.</summary>
    public required int Series { get; init; }

    public required int Bytes { get; init; }

    /// <summary>Of the file: shows that it was damaged, or left by another training.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Time that learning took.</summary>
    public required double Seconds { get; init; }

    public required ContestEntry Contest { get; init; }
}
