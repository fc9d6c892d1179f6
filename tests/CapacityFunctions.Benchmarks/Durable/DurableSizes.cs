namespace CapacityFunctions.Benchmarks.Durable;

/// <summary>How much the suite does.</summary>
internal sealed record DurableSizes
{
    public static DurableSizes Full { get; } = new();

    public static DurableSizes Smoke { get; } = new()
    {
        WarmUps = 0,
        Repetitions = 1,
        FanOuts = [5],
        ParallelInstances = 2,
        ParallelFanOut = 5,
        ChainLength = 3,
        HistoryRounds = 2,
        HistoryChain = 5,
        OpenInstances = 5,
    };

    /// <summary>Runs before the measured ones: code is compiled, Azurite's too.</summary>
    public int WarmUps { get; init; } = 3;

    /// <summary>Measured runs of each scenario; median and extremes are shown.</summary>
    public int Repetitions { get; init; } = 21;

    /// <summary>Activities of one instance at once.</summary>
    public IReadOnlyList<int> FanOuts { get; init; } = [100, 1_000];

    /// <summary>Instances that fan out at the same time…</summary>
    public int ParallelInstances { get; init; } = 10;

    /// <summary>… into so many activities each.</summary>
    public int ParallelFanOut { get; init; } = 100;

    /// <summary>Activities one after another.</summary>
    public int ChainLength { get; init; } = 100;

    /// <summary>Rounds of 50 activities in the history that is resumed; each activity is two events (scheduled, completed).</summary>
    public int HistoryRounds { get; init; } = 100;

    /// <summary>Activities one after another in the other history that is resumed: as many events, one row for each step.</summary>
    public int HistoryChain { get; init; } = 5_000;

    /// <summary>Instances that wait for an event.</summary>
    public int OpenInstances { get; init; } = 1_000;
}
