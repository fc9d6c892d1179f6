namespace CapacityFunctions.Planning.Overrides;

/// <summary>Which instructions a list shows. Null: whichever.</summary>
/// <param name="AccountId">Those that hold for this account, its own and those for all; <c>*</c>: only those for all.</param>
/// <param name="ResourceType">Those that hold for this resource type, its own and those for all; <c>*</c>: only those for all.</param>
/// <param name="Kind">Those of this kind.</param>
/// <param name="States">Those in one of these states; empty: in any.</param>
public sealed record OverrideFilter(string? AccountId, string? ResourceType, OverrideKind? Kind, IReadOnlyList<OverrideState> States)
{
    /// <summary>Whether those that have ended are asked for.</summary>
    public bool IncludesEnded => States.Count == 0 || States.Contains(OverrideState.Ended);

    public bool Matches(Override instruction, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        return Matches(AccountId, instruction.AccountId)
            && Matches(ResourceType, instruction.ResourceType)
            && (Kind is null || Kind == instruction.Kind)
            && (States.Count == 0 || States.Contains(instruction.StateAt(now)));
    }

    private static bool Matches(string? asked, string scope) => asked is null
        || string.Equals(asked, scope, StringComparison.Ordinal)
        || string.Equals(scope, Override.Everything, StringComparison.Ordinal);
}
