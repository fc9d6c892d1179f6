using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Overrides;

/// <summary>The instructions in force at one instant for one resource type, ready to be looked up by account.</summary>
public sealed class OverrideSet
{
    private readonly Dictionary<string, List<Override>> _byScope = new(StringComparer.Ordinal);

    private OverrideSet()
    {
    }

    /// <summary>Keeps what is active at the instant and covers the resource type.</summary>
    public static OverrideSet ActiveAt(IEnumerable<Override> overrides, ResourceType resourceType, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        OverrideSet set = new();
        foreach (Override candidate in overrides)
        {
            if (candidate.IsActiveAt(instant) && candidate.CoversResource(resourceType))
            {
                set.Scope(candidate.AccountId).Add(candidate);
            }
        }

        return set;
    }

    /// <summary>
    /// At most one instruction of each kind: of several, the most specific scope wins (account and type, then account and every type,
    /// then every account and the type, then everything), then the newest, then the greatest id.
    /// </summary>
    public AccountOverrides For(AccountId account)
    {
        if (_byScope.Count == 0)
        {
            return AccountOverrides.None;
        }

        Dictionary<OverrideKind, Override> winners = [];
        foreach (string scope in (ReadOnlySpan<string>)[account.Value, Override.Everything])
        {
            foreach (Override candidate in _byScope.GetValueOrDefault(scope) ?? [])
            {
                if (!winners.TryGetValue(candidate.Kind, out Override? winner) || OverridePrecedence.Outranks(candidate, winner))
                {
                    winners[candidate.Kind] = candidate;
                }
            }
        }

        return winners.Count == 0 ? AccountOverrides.None : new AccountOverrides(winners);
    }

    private List<Override> Scope(string accountScope)
    {
        if (!_byScope.TryGetValue(accountScope, out List<Override>? overrides))
        {
            _byScope[accountScope] = overrides = [];
        }

        return overrides;
    }
}
