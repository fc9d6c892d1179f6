namespace CapacityFunctions.Cli.Simulations;

/// <summary>What <c>simulate</c> was asked for.</summary>
internal sealed record SimulateOptions
{
    public required string Input { get; init; }

    public required string Scenario { get; init; }

    public string? Report { get; init; }

    /// <summary>The picture, HTML.</summary>
    public string? Output { get; init; }

    public required int Threads { get; init; }

    public required int Seed { get; init; }

    /// <summary>CPU time for one training, by the methods' own estimate.</summary>
    public required TimeSpan TrainingBudget { get; init; }
}
