using System.Globalization;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>Whether usage is recent enough to act on.</summary>
public static class UsageFreshness
{
    /// <summary>Why usage is too old to act on, or null when it is not.</summary>
    /// <param name="newest">The newest observation; null when there is none.</param>
    /// <param name="now">The cycle's scheduled time.</param>
    /// <param name="staleAfter">The age from which usage counts as stale.</param>
    public static string? HoldReason(DateTimeOffset? newest, DateTimeOffset now, TimeSpan staleAfter)
    {
        if (newest is not { } observed)
        {
            return "no usage has been reported yet";
        }

        return now - observed > staleAfter
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the newest usage is from {observed.UtcDateTime:yyyy-MM-dd HH:mm} UTC, older than {staleAfter.TotalMinutes:0} minutes")
            : null;
    }
}
