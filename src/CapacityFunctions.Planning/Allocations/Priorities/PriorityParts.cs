using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Allocations.Priorities;

/// <summary>What an effective priority is made of; in tiers.</summary>
/// <param name="Base">The account's own, or what an override says instead.</param>
/// <param name="ServiceLevel">For a target that is missed; 0 to 2.</param>
/// <param name="RisingDemand">For demand that is predicted to rise above what the account is entitled to; 0 or 1.</param>
/// <param name="Waiting">For need that has been unmet for long; 0 or 1.</param>
public sealed record PriorityParts(int Base, int ServiceLevel, int RisingDemand, int Waiting)
{
    /// <summary>The tier in which needs are served: the effective priority.</summary>
    [JsonIgnore]
    public int Total => Base + ServiceLevel + RisingDemand + Waiting;

    /// <summary>The tier that decides what an account is entitled to: nothing in it depends on earlier divisions.</summary>
    internal int Entitling => Base + ServiceLevel;
}
