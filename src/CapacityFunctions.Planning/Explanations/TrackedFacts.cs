namespace CapacityFunctions.Planning.Explanations;

/// <summary>How past predictions did.</summary>
public sealed record TrackedFacts
{
    /// <summary>Over how many days at most.</summary>
    public required int Days { get; init; }

    public required int Outcomes { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>How many per cent of outcomes the 90 % interval held; whole numbers.</summary>
    public required int CoveragePercent { get; init; }

    /// <summary>The interval's probability in per cent.</summary>
    public required int IntervalPercent { get; init; }

    /// <summary>Absolute error ÷ seasonal naive's.</summary>
    public double? Mase { get; init; }

    /// <summary>By how many per cent of usage too much (above 0) or too little was predicted; one decimal.</summary>
    public double? BiasPercent { get; init; }
}
