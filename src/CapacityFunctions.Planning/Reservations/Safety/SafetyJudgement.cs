using System.Text.Json;

namespace CapacityFunctions.Planning.Reservations.Safety;

/// <summary>What the doubts about one forecast add up to.</summary>
/// <param name="Hold">Why nothing changes; null when it may.</param>
/// <param name="Recommend">Why nothing is carried out; null when it is.</param>
/// <param name="NoRelease">Why the policy releases nothing; null when it may.</param>
/// <param name="Widen">Why the intervals are widened; null when they are not.</param>
internal sealed record SafetyJudgement(string? Hold, string? Recommend, string? NoRelease, string? Widen)
{
    private static readonly SafetyJudgement NoDoubts = new(null, null, null, null);

    internal static SafetyJudgement Of(IReadOnlyList<ForecastDoubt> doubts, SafetyRules rules) => doubts.Count == 0
        ? NoDoubts
        : new SafetyJudgement(
            Words(doubts, rules, SafetyAction.Hold),
            Words(doubts, rules, SafetyAction.Recommend),
            Words(doubts, rules, SafetyAction.NoRelease),
            Words(doubts, rules, SafetyAction.Widen));

    private static string? Words(IReadOnlyList<ForecastDoubt> doubts, SafetyRules rules, SafetyAction action)
    {
        string[] words =
        [
            .. doubts.Where(doubt => rules.Of(doubt.Kind) == action)
                .OrderBy(doubt => doubt.Kind)
                .ThenBy(doubt => doubt.Reason, StringComparer.Ordinal)
                .Select(doubt => $"{NameOf(doubt.Kind)} ({doubt.Reason})"),
        ];
        return words.Length > 0 ? "safety, " + string.Join(", ", words) : null;
    }

    /// <summary>As the policy's file writes it.</summary>
    private static string NameOf(DoubtKind kind) => JsonNamingPolicy.CamelCase.ConvertName($"{kind}");
}
