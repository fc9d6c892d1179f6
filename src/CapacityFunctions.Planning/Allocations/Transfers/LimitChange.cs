using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Planning.Allocations.Transfers;

/// <summary>One change of one account's limit at the provider: one half of a shift, or what comes from or goes to the pool.</summary>
public sealed record LimitChange
{
    /// <summary>Derives from cycle, account and resource type, so that the same decision has the same id however often it is made.</summary>
    public required string Id { get; init; }

    public required CycleId CycleId { get; init; }

    public required AccountId AccountId { get; init; }

    /// <summary>The limit when this was decided, in units.</summary>
    public required decimal Before { get; init; }

    /// <summary>What it shall be: absolute, so that asking twice changes nothing.</summary>
    public required decimal Target { get; init; }

    public RequestOutcome Outcome { get; init; } = RequestOutcome.Intended;

    /// <summary>Units in force after it, or to come where it is pending; null where that is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Granted { get; init; }

    /// <summary>When a pending one is expected to end; null where the provider does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>What the provider refused, all of it or a part; null where it refused nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProviderFailure? Failure { get; init; }

    /// <summary>Why <see cref="Target"/> is less than was decided, in words; null where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cut { get; init; }

    /// <summary>Whether it has still to be asked for, or asked about.</summary>
    [JsonIgnore]
    public bool IsOpen => Outcome is RequestOutcome.Intended or RequestOutcome.Pending;

    [JsonIgnore]
    public bool IsRaise => Target > Before;
}
