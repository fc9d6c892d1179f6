namespace CapacityFunctions.Planning.Overrides.Bindings;

/// <summary>Other instructions that count instead of a new one, in all of its scope or a part, as long as they hold.</summary>
internal static class OverrideRivals
{
    internal static IEnumerable<string> Sentences(Override instruction, IEnumerable<Override> others) => others
        .Where(other => OverridePrecedence.ScopesMeet(instruction, other) && OverridePrecedence.TimesMeet(instruction, other))
        .OrderBy(other => other.CreatedAt)
        .ThenBy(other => other.Id, StringComparer.Ordinal)
        .Select(other => Rule(instruction, other) is { } rule ? $"{rule} ({ScopeOf(other)}): {OverrideText.Describe(other)}" : null)
        .OfType<string>();

    private static string? Rule(Override instruction, Override other) => (instruction.Kind, other.Kind) switch
    {
        (OverrideKind.Freeze, OverrideKind.Freeze) => null,
        (_, OverrideKind.Freeze) => "a freeze outranks it",
        _ when instruction.Kind == other.Kind =>
            (instruction.Value != other.Value || instruction.Mode != other.Mode) && OverridePrecedence.Outranks(other, instruction)
                ? "one with a more specific scope outranks it there"
                : null,
        (OverrideKind.ReservationFloor or OverrideKind.ReservationCeiling, OverrideKind.PinReservation) => "a pin outranks it",
        (OverrideKind.ReservationCeiling, OverrideKind.ReservationFloor) when other.Value > instruction.Value => "a floor above a ceiling wins",
        (OverrideKind.PinReservation or OverrideKind.ReservationCeiling or OverrideKind.PinAllocation, OverrideKind.GuaranteedMinimum)
            when other.Value > instruction.Value => "a guaranteed minimum binds it",
        _ => null,
    };

    private static string ScopeOf(Override other) => $"account {other.AccountId}, type {other.ResourceType}";
}
