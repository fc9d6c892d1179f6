namespace CapacityFunctions.Api.Signals.Calendars;

/// <summary>How a calendar is read.</summary>
/// <param name="Signal">Name for events that say none; null: they are refused.</param>
/// <param name="Scope">Scope for events that say none; null: all accounts.</param>
/// <param name="From">Start of the window, inclusive.</param>
/// <param name="To">End of the window, exclusive.</param>
/// <param name="ZoneOf">Zone of floating times by scope: an account's own clock.</param>
internal sealed record CalendarOptions(string? Signal, string? Scope, DateTimeOffset From, DateTimeOffset To, Func<string, TimeZoneInfo> ZoneOf);
