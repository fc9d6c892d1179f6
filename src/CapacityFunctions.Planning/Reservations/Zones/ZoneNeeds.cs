using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Zones;

/// <summary>One account's position in every zone, and the rules that its split must satisfy. Units are whole.</summary>
internal sealed record ZoneNeeds
{
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>Price of one whole unit for an hour, by zone.</summary>
    public required IReadOnlyList<decimal> Prices { get; init; }

    public required IReadOnlyList<long> Held { get; init; }

    /// <summary>Units in use, rounded up.</summary>
    public required IReadOnlyList<long> Running { get; init; }

    /// <summary>Units that could be added, rounded down.</summary>
    public required IReadOnlyList<long> Available { get; init; }

    /// <summary>Mean demand in resource units.</summary>
    public required decimal Mean { get; init; }

    /// <summary>Share of the demand in each zone.</summary>
    public required IReadOnlyList<decimal> DemandShares { get; init; }

    public required ZoneRules Rules { get; init; }

    public required UnitGrid Grid { get; init; }

    /// <summary>The most that all zones together could hold.</summary>
    internal long Reachable => Held.Sum() + Available.Sum();

    /// <summary>What must not be released because it runs on what is held.</summary>
    internal long HeldAndRunning => Held.Zip(Running, Math.Min).Sum();

    /// <summary>The cheapest split that satisfies all rules, or as many as can be: they are given up one by one, in a fixed order.</summary>
    /// <param name="target">From <see cref="HeldAndRunning"/> to <see cref="Reachable"/>.</param>
    /// <param name="moveForFree">As if moving cost nothing.</param>
    internal (long[] Split, ZoneRelaxation Relaxed) Split(long target, bool moveForFree = false)
    {
        for (ZoneRelaxation relaxed = ZoneRelaxation.None; relaxed <= ZoneRelaxation.UncoveredRunning; relaxed++)
        {
            if (CheapestSplit.Find(Bounds(target, relaxed, moveForFree), target) is { } split)
            {
                return (split, relaxed);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(target), target, $"Must lie between {HeldAndRunning} and {Reachable}.");
    }

    /// <summary>Whether moving is charged for at all.</summary>
    internal bool ChargesMoves => Rules.MoveTolerance > 0 || Rules.MoveCostPerUnit > 0;

    internal decimal CostOf(IReadOnlyList<long> split)
    {
        decimal cost = 0;
        for (int zone = 0; zone < split.Count; zone++)
        {
            cost += split[zone] * Prices[zone];
        }

        return cost;
    }

    /// <summary>The most that one zone may hold by maxShare.</summary>
    internal long ShareLimit(long target) => (long)decimal.Floor(Rules.MaxShare * target);

    /// <summary>What prices and the cost of moving alone would give, without any rule: only what the zones can hold counts.</summary>
    internal long[] SplitByPrice(long target)
    {
        ZoneBounds[] bounds = Bounds(target, ZoneRelaxation.None);
        for (int zone = 0; zone < bounds.Length; zone++)
        {
            bounds[zone] = bounds[zone] with { Lowest = 0, Highest = Held[zone] + Available[zone] };
        }

        return CheapestSplit.Find(bounds, target) ?? throw new ArgumentOutOfRangeException(nameof(target), target, $"Must not exceed {Reachable}.");
    }

    /// <summary>
    /// All rules as bounds of single zones. Losing zone z leaves target − x[z], so surviving it is an upper bound too:
    /// x[z] ≤ target − ⌈surviveZoneLoss × mean⌉.
    /// </summary>
    internal ZoneBounds[] Bounds(long target, ZoneRelaxation relaxed, bool moveForFree = false)
    {
        long shareLimit = relaxed < ZoneRelaxation.MaxShare ? ShareLimit(target) : target;
        long lossLimit = relaxed < ZoneRelaxation.SurviveZoneLoss ? target - Grid.Up(Rules.SurviveZoneLoss * Mean) : target;
        decimal tolerance = moveForFree ? 0 : Rules.MoveTolerance;
        decimal moveCost = moveForFree ? 0 : Rules.MoveCostPerUnit * Grid.Size / Rules.MoveAmortisationHours;
        ZoneBounds[] bounds = new ZoneBounds[Zones.Count];
        for (int zone = 0; zone < bounds.Length; zone++)
        {
            long covered = relaxed < ZoneRelaxation.UncoveredRunning
                ? Math.Min(Running[zone], Held[zone] + Available[zone])
                : Math.Min(Running[zone], Held[zone]);
            long distributed = relaxed < ZoneRelaxation.DemandDistribution
                ? Grid.Up((1 - Rules.FlexibleShare) * Mean * DemandShares[zone])
                : 0;
            long highest = Math.Min(Held[zone] + Available[zone], Math.Min(shareLimit, lossLimit));
            bounds[zone] = new ZoneBounds(Zones[zone], Prices[zone], (Prices[zone] * (1 + tolerance)) + moveCost, Held[zone], Math.Max(covered, distributed), highest);
        }

        return bounds;
    }
}
