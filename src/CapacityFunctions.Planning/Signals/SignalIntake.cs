using System.Globalization;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Planning.Signals;

/// <summary>Decides which values of signals may enter the system. They may lie in the future: that is what signals are for.</summary>
public static class SignalIntake
{
    private const int LongestName = 128;
    private const int FirstYear = 2000;

    /// <summary>Takes one row, or says why not.</summary>
    /// <param name="row">What was sent.</param>
    /// <param name="value">The value when it is taken; null otherwise.</param>
    /// <returns>Null when the row is taken; otherwise what is wrong with it, naming the field.</returns>
    public static string? Refusal(ReportedSignal row, out SignalValue? value)
    {
        ArgumentNullException.ThrowIfNull(row);

        value = null;
        if (NameRefusal(row.Signal) is { } badName)
        {
            return badName;
        }

        if (ScopeRefusal(row.Scope) is { } badScope)
        {
            return badScope;
        }

        if (!DateTimeOffset.TryParse(
            row.Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset timestamp)
            || timestamp.Year < FirstYear)
        {
            return $"timestamp {ReportedField.Quoted(row.Timestamp)} is not an ISO 8601 instant from {FirstYear} on";
        }

        if (!double.TryParse(row.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
        {
            return $"value {ReportedField.Quoted(row.Value)} is not a finite number";
        }

        value = new SignalValue(row.Signal!, row.Scope!, timestamp, number);
        return null;
    }

    /// <returns>Null for a name of a signal; otherwise what is wrong with it.</returns>
    public static string? NameRefusal(string? signal) => signal is { Length: > 0 and <= LongestName } && !signal.Any(char.IsControl)
        ? null
        : $"signal {ReportedField.Quoted(signal)} is not a name of 1 to {LongestName} characters";

    /// <returns>Null for an account id or <c>*</c>; otherwise what is wrong with it.</returns>
    public static string? ScopeRefusal(string? scope) => scope == Override.Everything || AccountId.TryParse(scope, out _)
        ? null
        : $"scope {ReportedField.Quoted(scope)} is not an account id, or * for all";
}
