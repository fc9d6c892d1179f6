using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>What allocation remembers of one account from cycle to cycle. It comes out with the account's allocation and goes in with its state.</summary>
public sealed record AllocationTrail
{
    /// <summary>When the division that left it was made; UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Tiers for a missed target; 0 to 2.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ServiceLevelRaise { get; init; }

    /// <summary>When predicted demand last exceeded entitlement and usage; null: not within memory.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset? RisingAt { get; init; }

    /// <summary>Whether waiting counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsWaiting { get; init; }

    /// <summary>Minutes of unmet need, less those since; 0 or more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double WaitedMinutes { get; init; }

    /// <summary>Units that base priority and service level alone would have given; null: not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal? Entitled { get; init; }

    /// <summary>Whether these would have left need unmet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsLacking { get; init; }

    /// <summary>When the account was last given units; null: not within memory.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset? GainedAt { get; init; }
}
