namespace CapacityFunctions.Planning.Overrides;

/// <summary>Which of several instructions counts.</summary>
public static class OverridePrecedence
{
    /// <summary>Whether one counts instead of another of its kind: by the more specific scope, then by the later creation, then by the greater id.</summary>
    public static bool Outranks(Override candidate, Override winner)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(winner);
        int bySpecificity = Specificity(candidate).CompareTo(Specificity(winner));
        int byAge = bySpecificity != 0 ? bySpecificity : candidate.CreatedAt.CompareTo(winner.CreatedAt);
        return (byAge != 0 ? byAge : string.CompareOrdinal(candidate.Id, winner.Id)) > 0;
    }

    /// <summary>3: account and type; 2: account and every type; 1: every account and the type; 0: everything.</summary>
    internal static int Specificity(Override candidate) => (candidate.IsForEveryAccount ? 0 : 2) + (candidate.IsForEveryType ? 0 : 1);

    internal static bool HaveSameScope(Override left, Override right) =>
        string.Equals(left.AccountId, right.AccountId, StringComparison.Ordinal)
        && string.Equals(left.ResourceType, right.ResourceType, StringComparison.Ordinal);

    /// <summary>Whether there is an account and a resource type that both speak of.</summary>
    internal static bool ScopesMeet(Override left, Override right) =>
        Meet(left.AccountId, right.AccountId) && Meet(left.ResourceType, right.ResourceType);

    /// <summary>Whether both hold at some instant.</summary>
    internal static bool TimesMeet(Override left, Override right) => left.HoldsFrom < right.HoldsUntil && right.HoldsFrom < left.HoldsUntil
        && left.HoldsFrom < left.HoldsUntil && right.HoldsFrom < right.HoldsUntil;

    private static bool Meet(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal)
        || string.Equals(left, Override.Everything, StringComparison.Ordinal)
        || string.Equals(right, Override.Everything, StringComparison.Ordinal);
}
