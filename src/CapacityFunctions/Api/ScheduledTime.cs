using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api;

/// <summary>The scheduled time that a request for a run may name.</summary>
internal static class ScheduledTime
{
    /// <summary>How far back: what is decided or learned would rest on usage that old.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    /// <returns>Why a time is refused; null for one that isn't.</returns>
    public static IActionResult? Refusal(DateTimeOffset scheduledAt, DateTimeOffset now) => scheduledAt > now || scheduledAt < now - Oldest
        ? Problem.Invalid("scheduledAt", $"must lie within the last {Oldest.TotalMinutes:0} minutes (it is now {now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ})")
        : null;
}
