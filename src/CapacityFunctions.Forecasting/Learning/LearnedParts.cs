using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>What a model learned before the cutoffs and from everything, and which of both may forecast a history.</summary>
/// <param name="Grid">Step of the series.</param>
/// <param name="HeldBack">Learned from the time before the cutoffs.</param>
/// <param name="Full">Learned from everything.</param>
/// <param name="Spans">Of each series in the training, by id.</param>
internal sealed record LearnedParts(
    TimeSpan Grid, IPanelForecaster HeldBack, IPanelForecaster Full, IReadOnlyDictionary<string, LearnedSpan> Spans)
{
    /// <summary>Null where even the part before the cutoff knows what comes.</summary>
    /// <param name="id">Of the series; one that the training didn't see has nothing to hide from.</param>
    /// <param name="end">Exclusive end of the history that is forecast.</param>
    /// <param name="isHeldBack">Never more than what was learned before the cutoff.</param>
    public IPanelForecaster? At(string id, DateTimeOffset end, bool isHeldBack)
    {
        if (!Spans.TryGetValue(id, out LearnedSpan span))
        {
            return isHeldBack ? HeldBack : Full;
        }

        return end < span.Cutoff ? null : end < span.End || isHeldBack ? HeldBack : Full;
    }

    public static void WriteSpans(StateWriter writer, IReadOnlyDictionary<string, LearnedSpan> spans)
    {
        writer.WriteInt32(spans.Count);
        foreach ((string id, LearnedSpan span) in spans.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.WriteString(id);
            writer.WriteInt64(span.Cutoff.UtcTicks);
            writer.WriteInt64(span.End.UtcTicks);
        }
    }

    public static Dictionary<string, LearnedSpan> ReadSpans(StateReader reader)
    {
        int count = reader.ReadLength(sizeof(long));
        Dictionary<string, LearnedSpan> spans = new(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            spans[reader.ReadString()] = new LearnedSpan(reader.ReadInstant(), reader.ReadInstant());
        }

        return spans;
    }
}
