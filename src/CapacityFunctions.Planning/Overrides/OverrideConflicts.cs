using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Overrides;

/// <summary>
/// Contradictions of equal rank: at one scope and at one time, two instructions of one kind that say different things, or two kinds whose amounts
/// exclude each other. Where scopes differ there is none: the more specific one counts. Symmetric, so it never matters which came first.
/// </summary>
public static class OverrideConflicts
{
    /// <summary>The first contradiction, by creation, then by id; null when the instruction agrees with all the others.</summary>
    /// <param name="candidate">The new instruction.</param>
    /// <param name="others">Those that there are, in any order; the candidate itself is passed over.</param>
    public static OverrideConflict? Find(Override candidate, IEnumerable<Override> others)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(others);
        return others
            .Where(other => candidate.Id.Length == 0 || !string.Equals(other.Id, candidate.Id, StringComparison.Ordinal))
            .Where(other => OverridePrecedence.HaveSameScope(candidate, other) && OverridePrecedence.TimesMeet(candidate, other))
            .OrderBy(other => other.CreatedAt)
            .ThenBy(other => other.Id, StringComparer.Ordinal)
            .Select(other => Contradiction(candidate, other) is { } words ? new OverrideConflict(other, $"{words}: {Named(other)}") : null)
            .FirstOrDefault(conflict => conflict is not null);
    }

    private static string? Contradiction(Override left, Override right) => left.Kind == right.Kind
        ? left.Value == right.Value && left.Mode == right.Mode ? null : $"another {OverrideText.NameOf(left.Kind)} holds for the same scope at the same time"
        : Below(left, right) ?? Below(right, left);

    /// <summary>Which amount must not lie below which.</summary>
    private static string? Below(Override lower, Override upper)
    {
        bool isOrdered = (lower.Kind, upper.Kind) is
            (OverrideKind.ReservationFloor, OverrideKind.PinReservation)
            or (OverrideKind.ReservationFloor, OverrideKind.ReservationCeiling)
            or (OverrideKind.PinReservation, OverrideKind.ReservationCeiling)
            or (OverrideKind.GuaranteedMinimum, OverrideKind.PinAllocation)
            or (OverrideKind.GuaranteedMinimum, OverrideKind.PinReservation)
            or (OverrideKind.GuaranteedMinimum, OverrideKind.ReservationCeiling);
        return isOrdered && lower.Value > upper.Value
            ? $"{OverrideText.NameOf(lower.Kind)} {Amounts.Text(lower.Value.Value)} lies above {OverrideText.NameOf(upper.Kind)} {Amounts.Text(upper.Value!.Value)}"
            : null;
    }

    private static string Named(Override other) => $"{OverrideText.Describe(other)} (id {other.Id})";
}
