using System.Globalization;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Overrides;

/// <summary>Overrides in the words of explanations.</summary>
public static class OverrideText
{
    /// <summary>The name of a kind in JSON and in sentences, such as <c>reservation-floor</c>.</summary>
    public static string NameOf(OverrideKind kind) => kind switch
    {
        OverrideKind.PinReservation => "pin-reservation",
        OverrideKind.ReservationFloor => "reservation-floor",
        OverrideKind.ReservationCeiling => "reservation-ceiling",
        OverrideKind.PinAllocation => "pin-allocation",
        OverrideKind.Priority => "priority",
        OverrideKind.GuaranteedMinimum => "guaranteed-minimum",
        OverrideKind.DemandUplift => "demand-uplift",
        OverrideKind.Freeze => "freeze",
        OverrideKind.Mode => "mode",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of override."),
    };

    /// <summary>Kind, value, author, expiry and reason: <c>override reservation-floor 20 by anna until 2026-11-25T00:00Z: campaign</c>.</summary>
    public static string Describe(Override instruction)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        string value = instruction switch
        {
            { Value: { } amount } => " " + Amounts.Text(amount),
            { Mode: { } mode } => " " + mode,
            _ => string.Empty,
        };
        string author = instruction.Author.Length == 0 ? string.Empty : " by " + instruction.Author;
        string expiry = instruction.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        return $"override {NameOf(instruction.Kind)}{value}{author} until {expiry}: {instruction.Reason}";
    }
}
