using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Simulations;

/// <summary>
/// The rules of a simulation, the same for every policy. Time is cut into buckets. When a bucket begins, all earlier ones are known and an
/// order is placed: an absolute amount that is in force <see cref="LeadSteps"/> buckets later, for that one bucket, and replaced by the next
/// order. A bucket costs reserved × price + max(0, used − reserved) × shortage cost, times its hours; buckets without usage cost nothing.
/// </summary>
public sealed record SimulationSetting
{
    public required ResourceType ResourceType { get; init; }

    /// <summary>Start of bucket 0, UTC.</summary>
    public required DateTimeOffset Origin { get; init; }

    /// <summary>Length of a bucket.</summary>
    public required TimeSpan Grid { get; init; }

    /// <summary>Buckets between an order and the bucket that it covers: an order placed when bucket t begins covers bucket t + LeadSteps; 0 or more.</summary>
    public required int LeadSteps { get; init; }

    /// <summary>Of a reserved unit, for an hour; 0 or more.</summary>
    public required decimal PricePerUnitHour { get; init; }

    /// <summary>Of a unit that was needed and not there, for an hour; above 0.</summary>
    public required decimal ShortageCostPerUnitHour { get; init; }

    /// <summary>The smallest amount that can be reserved; null: any amount.</summary>
    public decimal? Unit { get; init; }

    /// <summary>Parameters of the policies that the reservation manager carries out; name and shortage cost are set by the simulation.</summary>
    public ReservationPolicy Policy { get; init; } = DefaultPolicy;

    public required IReadOnlyList<SimulatedAccount> Accounts { get; init; }

    /// <summary>What the loop does unless told otherwise: follow the mean, and raise to the 90 % upper bound.</summary>
    public static ReservationPolicy DefaultPolicy { get; } = new()
    {
        Rules = [new IntervalRule { Level = 0.9, Bound = IntervalBound.Upper, Threshold = 1, Increase = new RuleIncrease(IncreaseKind.ToRatio, 1) }],
    };

    /// <summary>Hours in a bucket.</summary>
    public double HoursPerBucket => Grid.TotalHours;

    /// <summary>The probability at which one more unit costs as much as it saves: shortage cost ÷ (shortage cost + price).</summary>
    public double CostOptimalProbability => ProbabilityAt(ShortageCostPerUnitHour);

    /// <summary>The same for another shortage cost.</summary>
    public double ProbabilityAt(decimal shortageCost) => new CostOptimalParameters(shortageCost).ProbabilityAt(PricePerUnitHour);

    /// <summary>The first bucket that counts for any account.</summary>
    public int First => Accounts.Min(account => account.First);

    /// <summary>The end of the buckets that count for any account, exclusive.</summary>
    public int End => Accounts.Max(account => account.End);

    public DateTimeOffset TimeOf(int bucket) => Origin + (Grid * bucket);
}
