using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Api.Signals.Calendars;

/// <summary>What a calendar says.</summary>
/// <param name="Spans">Occurrences inside the window.</param>
/// <param name="Rejections">Events that can't be taken, by their number in the calendar, from 1.</param>
internal sealed record CalendarReading(IReadOnlyList<SignalSpan> Spans, IReadOnlyList<UsageRejection> Rejections);
