namespace CapacityFunctions.Cli.Samples;

/// <summary>How the demand of one kind of workload moves. Factors are relative to the account's typical level.</summary>
internal sealed record DemandShape
{
    /// <summary>First part of the account's name and of its role in the organisation.</summary>
    public required string Workload { get; init; }

    public required string BusinessUnit { get; init; }

    /// <summary>Factor at each hour of a working day, 0 h first; between the hours it is interpolated.</summary>
    public required double[] WorkingDay { get; init; }

    /// <summary>Factor at each hour of a weekend day or holiday.</summary>
    public required double[] RestDay { get; init; }

    /// <summary>Typical level in instances: each account draws its own between these.</summary>
    public required (double Low, double High) Level { get; init; }

    /// <summary>Standard deviation of the slow noise, as a share of the level.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>Correlation of the slow noise with itself one step before, 0 to below 1.</summary>
    public double Persistence { get; init; } = 0.95;

    /// <summary>Bursts that begin in a day, on average.</summary>
    public double BurstsPerDay { get; init; }

    /// <summary>Smallest height of a burst, in levels; the tail is heavy.</summary>
    public double BurstHeight { get; init; }

    /// <summary>Share of a burst that remains after one step of five minutes.</summary>
    public double BurstDecay { get; init; } = 0.85;

    /// <summary>Lasting changes of the level in a week, on average: releases, migrations, new customers.</summary>
    public double LevelShiftsPerWeek { get; init; }

    /// <summary>Growth of the level in a week, as a share of the first level.</summary>
    public double GrowthPerWeek { get; init; }

    /// <summary>What a campaign adds, as a share of the level.</summary>
    public double CampaignLift { get; init; }

    /// <summary>Height of the job that runs in the first quarter of every hour, in levels.</summary>
    public double HourlyJob { get; init; }

    /// <summary>True where the source reports averages of shorter samples, in tenths of an instance; else whole instances.</summary>
    public bool ReportsTenths { get; init; }

    public int Priority { get; init; } = 1;

    /// <summary>Guaranteed minimum as a share of the level.</summary>
    public double GuaranteedShare { get; init; }

    /// <summary>Lendable part of the guarantee, 0 to 1.</summary>
    public double LendableShare { get; init; }

    /// <summary>Latency promised to users, in milliseconds; null when none is.</summary>
    public double? LatencyTargetMs { get; init; }

    /// <summary>Requests per second promised to users; null when none are.</summary>
    public double? ThroughputTarget { get; init; }

    /// <summary>True where orders drive demand, so that a sales forecast comes with the account.</summary>
    public bool HasSalesForecast { get; init; }
}
