using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>The reasons of one decision, sorted by what they speak of. Overrides, requests and what is told of the forecast are left out.</summary>
/// <param name="Rules">What the rule saw and wanted.</param>
/// <param name="Bounds">What stood in its way.</param>
internal sealed record DecisionReasons(IReadOnlyList<string> Rules, IReadOnlyList<string> Bounds)
{
    private static readonly string[] BoundBeginnings =
        ["bound by ", "budgetPerHour ", "the zones have no more", "no split over the zones", "nothing is released"];

    internal static DecisionReasons Of(AccountDecision decision)
    {
        HashSet<string> elsewhere = new(decision.Division?.Reasons ?? [], StringComparer.Ordinal);
        elsewhere.UnionWith([decision.FallbackReason ?? string.Empty, decision.HoldReason ?? string.Empty]);
        string[] overrides = [.. decision.Overrides.Select(OverrideText.Describe)];
        List<string> rules = [];
        List<string> bounds = [];
        foreach (string reason in decision.Reasons.Where(reason => !elsewhere.Contains(reason) && !IsToldElsewhere(reason, overrides)))
        {
            (IsBound(reason) ? bounds : rules).Add(reason);
        }

        return new DecisionReasons(rules, bounds);
    }

    /// <summary>What a reason says of an override after describing it; null when no reason speaks of it.</summary>
    internal static string? EffectOf(AccountDecision decision, Override instruction)
    {
        string described = OverrideText.Describe(instruction);
        string[] effects =
        [
            .. decision.Reasons.Where(reason => reason.StartsWith(described, StringComparison.Ordinal))
                .Select(reason => reason[described.Length..].TrimStart(';', ' '))
                .Distinct(StringComparer.Ordinal),
        ];
        return effects.Length == 0 ? null : string.Join("; ", effects.Where(effect => effect.Length > 0));
    }

    private static bool IsToldElsewhere(string reason, string[] overrides) =>
        Array.Exists(overrides, described => reason.StartsWith(described, StringComparison.Ordinal))
        || reason.StartsWith("held: ", StringComparison.Ordinal)
        || (reason.StartsWith("zone ", StringComparison.Ordinal) && !IsZoneRule(reason))
        || reason.EndsWith("they are chosen anew", StringComparison.Ordinal);

    private static bool IsBound(string reason) =>
        Array.Exists(BoundBeginnings, beginning => reason.StartsWith(beginning, StringComparison.Ordinal))
        || IsZoneRule(reason)
        || reason.Contains(" stay where they are: ", StringComparison.Ordinal);

    /// <summary>Other sentences on zones say what the provider answered, which the requests tell.</summary>
    private static bool IsZoneRule(string reason) =>
        reason.Contains(" is bound by ", StringComparison.Ordinal) || reason.Contains(" is not raised until ", StringComparison.Ordinal);
}
