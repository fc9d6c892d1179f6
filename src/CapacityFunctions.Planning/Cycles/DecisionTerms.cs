using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>The terms under which a reservation was decided: settings change, a decision stays what it was. Amounts in resource units.</summary>
public sealed record DecisionTerms
{
    /// <summary>Name of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>What the account must hold at least: its guarantee, or what is allocated out of its reservation.</summary>
    public decimal Minimum { get; init; }

    /// <summary>What it may hold at most; null: nothing bounds it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Maximum { get; init; }

    /// <summary>Which time the decision covers; null: the hour from now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LeadTimeParameters? LeadTime { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MaxIncreasePerCycle { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MaxDecreasePerCycle { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? BudgetPerHour { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CapacityBuffer? Buffer { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DecreaseCoolDownMinutes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StabilisationMinutes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReleaseFloor? ReleaseFloor { get; init; }

    /// <summary>What the provider offered, and at which price.</summary>
    public IReadOnlyList<ZoneOffer> Zones { get; init; } = [];

    internal static DecisionTerms Of(ReservationPlanningInput asked, AccountReservationState account) => new()
    {
        Policy = asked.Policy.Name,
        Minimum = account.Minimum,
        Maximum = account.Maximum,
        LeadTime = asked.Policy.LeadTime,
        MaxIncreasePerCycle = asked.Policy.Limits.MaxIncreasePerCycle,
        MaxDecreasePerCycle = asked.Policy.Limits.MaxDecreasePerCycle,
        BudgetPerHour = asked.Policy.Limits.BudgetPerHour,
        Buffer = asked.Policy.Limits.Buffer,
        DecreaseCoolDownMinutes = asked.Policy.Limits.DecreaseCoolDownMinutes,
        StabilisationMinutes = asked.Policy.Limits.StabilisationMinutes,
        ReleaseFloor = asked.Policy.ReleaseFloor,
        Zones = asked.Zones,
    };

    /// <summary>Price for an hour of what is held; zones that were not offered cost nothing that is known.</summary>
    internal decimal CostOf(IReadOnlyDictionary<string, decimal> byZone) =>
        Amounts.Trimmed(Zones.Sum(offer => byZone.GetValueOrDefault(offer.Zone) * offer.PricePerUnitHour));
}
