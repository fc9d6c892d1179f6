namespace CapacityFunctions.Cli.Simulations;

/// <summary>The report of <c>simulate</c>.</summary>
internal sealed record SimulationReport
{
    public required string ResourceType { get; init; }

    /// <summary>The first bucket that counts for any account.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The end of the last one.</summary>
    public required DateTimeOffset End { get; init; }

    public required double GridMinutes { get; init; }

    public required double ProvisioningMinutes { get; init; }

    public required decimal PricePerUnitHour { get; init; }

    public required decimal ShortageCostPerUnitHour { get; init; }

    /// <summary>How often a cost-optimal quantile should be exceeded: price ÷ (price + shortage cost).</summary>
    public required double NominalExceedance { get; init; }

    public required IReadOnlyList<PolicyReport> Policies { get; init; }

    /// <summary>Demand and each policy's reservation and shortage over time, in at most some hundred intervals.</summary>
    public required SeriesOverTime Series { get; init; }

    /// <summary>Each policy's parameter turned, settled at the scenario's costs.</summary>
    public required IReadOnlyList<SweepReport> Sweep { get; init; }

    /// <summary>What each policy reserves at the shortage share of <c>reactive</c>.</summary>
    public required IReadOnlyList<EqualShortageReport> AtReactiveShortage { get; init; }

    /// <summary>Where the cost of the policies on forecasts comes from.</summary>
    public required IReadOnlyList<Planning.Simulations.Analysis.CostDecomposition> Decomposition { get; init; }

    public required IReadOnlyList<AccountReport> Accounts { get; init; }
}
