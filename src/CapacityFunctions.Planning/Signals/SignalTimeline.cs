namespace CapacityFunctions.Planning.Signals;

/// <summary>
/// Turns spans into the values of a series. A value holds until the next one, so only changes are written: the value where a span begins, and 0
/// where nothing goes on. Where spans of one signal overlap the larger value counts: an hour in two campaigns is no two hours.
/// </summary>
public static class SignalTimeline
{
    /// <param name="spans">In any order.</param>
    /// <param name="grid">Spans are widened to whole steps of it, at least one; above zero.</param>
    /// <returns>By signal, then by scope, then by time.</returns>
    public static IReadOnlyList<SignalValue> Of(IEnumerable<SignalSpan> spans, TimeSpan grid)
    {
        ArgumentNullException.ThrowIfNull(spans);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(grid, TimeSpan.Zero);
        return
        [
            .. spans.GroupBy(span => (span.Signal, span.Scope))
                .OrderBy(series => series.Key.Signal, StringComparer.Ordinal)
                .ThenBy(series => series.Key.Scope, StringComparer.Ordinal)
                .SelectMany(series => Series(series, grid)),
        ];
    }

    private static IEnumerable<SignalValue> Series(IEnumerable<SignalSpan> spans, TimeSpan grid)
    {
        SignalSpan[] onGrid = [.. spans.Select(span => OnGrid(span, grid))];
        (DateTimeOffset At, bool Begins, double Value)[] edges =
        [
            .. onGrid.Select(span => (span.Start, true, span.Value))
                .Concat(onGrid.Select(span => (span.End, false, span.Value)))
                .OrderBy(edge => edge.Item1),
        ];
        SortedDictionary<double, int> going = [];
        double? last = null;
        for (int i = 0; i < edges.Length; i++)
        {
            (DateTimeOffset at, bool begins, double value) = edges[i];
            int count = going.GetValueOrDefault(value) + (begins ? 1 : -1);
            if (count == 0)
            {
                going.Remove(value);
            }
            else
            {
                going[value] = count;
            }

            if (i + 1 < edges.Length && edges[i + 1].At == at)
            {
                continue;
            }

            double now = going.Count == 0 ? 0 : going.Keys.Max();
            if (now != last)
            {
                last = now;
                yield return new SignalValue(onGrid[0].Signal, onGrid[0].Scope, at, now);
            }
        }
    }

    private static SignalSpan OnGrid(SignalSpan span, TimeSpan grid)
    {
        long start = span.Start.UtcTicks - (span.Start.UtcTicks % grid.Ticks);
        long end = Math.Max(start + grid.Ticks, span.End.UtcTicks + ((grid.Ticks - (span.End.UtcTicks % grid.Ticks)) % grid.Ticks));
        return span with { Start = new DateTimeOffset(start, TimeSpan.Zero), End = new DateTimeOffset(end, TimeSpan.Zero) };
    }
}
