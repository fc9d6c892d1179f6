using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>Who said what until when, why, and with which effect, in two sentences.</summary>
internal static class OverrideSentence
{
    private const string InsteadOf = "instead of ";

    internal static string Of(OverrideFacts facts)
    {
        Override instruction = facts.Override;
        string author = instruction.Author.Length == 0 ? "An operator" : instruction.Author;
        string scope = string.Equals(instruction.AccountId, Override.Everything, StringComparison.Ordinal) ? ", for every account" : string.Empty;
        return $"{author} {DoneBy(instruction)}{scope}, until {Figures.At(instruction.ExpiresAt)}: {instruction.Reason.TrimEnd('.')}.{Effect(facts.Effect)}";
    }

    private static string Effect(string? effect) => effect switch
    {
        null => " It made no difference here.",
        "" => " It was obeyed.",
        _ when effect.StartsWith(InsteadOf, StringComparison.Ordinal) => $" That is {ReasonText.Plain(effect)}.",
        _ when effect.Contains($" {InsteadOf}", StringComparison.Ordinal) => $" So it is {ReasonText.Plain(effect)}.",
        _ => $" {ReasonText.Sentence(effect)}",
    };

    private static string DoneBy(Override instruction)
    {
        string amount = instruction.Value is { } units ? Figures.Units(units) : string.Empty;
        string value = instruction.Value is { } number ? Figures.Text(number) : string.Empty;
        return instruction.Kind switch
        {
            OverrideKind.PinReservation => $"fixed the reservation at {amount}",
            OverrideKind.ReservationFloor => $"set a floor of {amount} for the reservation",
            OverrideKind.ReservationCeiling => $"set a ceiling of {amount} for the reservation",
            OverrideKind.PinAllocation => $"fixed the allocation at {amount}",
            OverrideKind.Priority => $"set the priority to {value}",
            OverrideKind.GuaranteedMinimum => $"set the guaranteed minimum to {amount}",
            OverrideKind.DemandUplift => $"multiplied the predicted demand by {value}",
            OverrideKind.Freeze => "froze reservation and allocation",
            _ => $"set the mode to {instruction.Mode}",
        };
    }
}
