namespace CapacityFunctions.EndToEnd.Tests.Crashes;

/// <summary>How long each phase takes on this machine when nothing disturbs it: kills are spread over these.</summary>
internal sealed record PhaseDurations
{
    /// <summary>From the start of the process until it is healthy.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>To send one account with its usage.</summary>
    public required TimeSpan Seeding { get; init; }

    /// <summary>A cycle that has to train one account.</summary>
    public required TimeSpan Training { get; init; }

    /// <summary>A cycle whose models are all there.</summary>
    public required TimeSpan Cycle { get; init; }

    /// <summary>From the first request that is written down until none is unfinished.</summary>
    public required TimeSpan Applying { get; init; }

    public override string ToString() =>
        $"start {Start.TotalSeconds:0.0} s, seeding {Seeding.TotalSeconds:0.0} s, cycle with training {Training.TotalSeconds:0.0} s, " +
        $"cycle {Cycle.TotalSeconds:0.0} s, of that applying {Applying.TotalSeconds:0.0} s";
}
