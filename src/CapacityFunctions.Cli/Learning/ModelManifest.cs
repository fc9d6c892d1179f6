namespace CapacityFunctions.Cli.Learning;

/// <summary>What <c>models.json</c> says of the models beside it.</summary>
internal sealed record ModelManifest
{
    /// <summary>Steps ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>Step of the grid in seconds.</summary>
    public required double GridSeconds { get; init; }

    /// <summary>Zone whose clock the models follow.</summary>
    public required string TimeZone { get; init; }

    public required int Seed { get; init; }

    public required IReadOnlyList<ModelEntry> Models { get; init; }
}
