using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>Which rule fired, what operators said, and what the provider answered.</summary>
internal static class DecidedSection
{
    internal static DecidedFacts? FactsOf(DecisionRecords records) => records.Decision is not { } decision ? null : new DecidedFacts
    {
        Mode = decision.Mode,
        ReservedBefore = decision.ReservedBefore.Values.Sum(),
        ReservedAfter = decision.ReservedAfter.Values.Sum(),
        Change = Math.Abs(decision.ReservedAfter.Values.Sum() - decision.ReservedBefore.Values.Sum()),
        ByZoneAfter = decision.ReservedAfter,
        Policy = decision.Terms?.Policy,
        HoldReason = decision.HoldReason ?? Held(decision),
        Rules = DecisionReasons.Of(decision).Rules,
        Overrides = [.. decision.Overrides.Select(instruction => new OverrideFacts(instruction, DecisionReasons.EffectOf(decision, instruction)))],
        Requests =
        [
            .. records.Requests.OrderBy(request => request.Id, StringComparer.Ordinal).Select(request => new RequestFacts(
                request.Zone, request.RequestType, request.Amount, request.Target, request.Outcome, request.Granted, AnswerOf(request), request.ReadyAt)),
        ],
        Unmet = decision.Unmet,
    };

    internal static ExplanationSection Of(DecidedFacts facts)
    {
        List<string> sentences = [Result(facts)];
        if (facts.HoldReason is { } held)
        {
            sentences.Add($"Nothing was changed for it: {ReasonText.Plain(held)}.");
        }
        else if (facts.Policy is { } policy)
        {
            sentences.Add($"The reservation follows the policy {policy}.");
        }

        sentences.AddRange(facts.Rules.Select(ReasonText.Sentence));
        sentences.AddRange(facts.Overrides.Select(OverrideSentence.Of));
        sentences.AddRange(facts.Requests.Select(RequestSentence.Of));
        if (facts.Requests.Count == 0)
        {
            sentences.Add("The provider was asked for nothing.");
        }

        if (facts.Unmet > 0)
        {
            sentences.Add($"{Figures.Units(facts.Unmet)} of what it needs could not be had.");
        }

        return new ExplanationSection("Decided", sentences);
    }

    private static string Result(DecidedFacts facts)
    {
        string total = facts.ReservedAfter == 0 ? "nothing" : Figures.Units(facts.ReservedAfter);
        string zones = facts.ByZoneAfter.Count > 1
            ? $", {Figures.Joined([.. facts.ByZoneAfter.OrderBy(zone => zone.Key, StringComparer.Ordinal).Select(zone => $"{Figures.Text(zone.Value)} in zone {zone.Key}")])}"
            : string.Empty;
        string change = facts.ReservedAfter.CompareTo(facts.ReservedBefore) switch
        {
            > 0 => $", {Figures.Text(facts.Change)} more than before",
            < 0 => $", {Figures.Text(facts.Change)} less than before",
            _ => ", as before",
        };
        return facts.Mode == OperatingMode.Recommend
            ? $"The account runs in Recommend mode, so nothing is carried out: it would hold {total}{zones}{change}."
            : $"It holds {total}{zones}{change}.";
    }

    /// <summary>A hold that planning or an operator decided is among the reasons only.</summary>
    private static string? Held(AccountDecision decision) => decision.Overrides.Any(instruction => instruction.Kind == OverrideKind.Freeze)
        ? "it is frozen"
        : decision.Reasons.FirstOrDefault(reason => reason.StartsWith("held: ", StringComparison.Ordinal)) is { } held
            ? held["held: ".Length..].Replace("; nothing changes", string.Empty, StringComparison.Ordinal)
            : null;

    private static string? AnswerOf(ReservationRequest request) => request switch
    {
        { Failure: { } failure } => request.OutcomeReason is { } reason ? $"{reason} ({failure.Code})" : $"{failure.Message} ({failure.Code})",
        _ => request.OutcomeReason,
    };
}
