namespace CapacityFunctions.Planning.Overrides;

/// <summary>What holds when nobody can tell which instructions hold: there may be a freeze among them, so everything stays as it is.</summary>
public static class FailSafe
{
    /// <summary>A freeze of everything at one instant, as if an operator had given it.</summary>
    /// <param name="at">The instant of the decision.</param>
    /// <param name="cause">Why the instructions are not known.</param>
    public static Override FreezeAt(DateTimeOffset at, string cause) => new()
    {
        Kind = OverrideKind.Freeze,
        AccountId = Override.Everything,
        ResourceType = Override.Everything,
        EffectiveFrom = at,
        ExpiresAt = at.AddMinutes(1),
        CreatedAt = at,
        Author = "the system",
        Reason = $"the overrides can't be read, and one of them may be a freeze ({cause})",
    };
}
