using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Learning.Features;

/// <summary>What is known of a series when it is forecast.</summary>
/// <param name="history">Oldest first, gaps filled, at least one value, no longer than <see cref="FeatureLayout.Reach"/>.</param>
/// <param name="scale">Of that history.</param>
/// <param name="end">Exclusive end of the history.</param>
/// <param name="step">Length of a step; zero without a calendar.</param>
/// <param name="signals">Values of the external inputs around the end; null for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct SeriesPast(ReadOnlySpan<double> history, SeriesScale scale, DateTimeOffset end, TimeSpan step, SignalWindow? signals)
{
    public ReadOnlySpan<double> History { get; } = history;

    public SeriesScale Scale { get; } = scale;

    public TimeSpan Step { get; } = step;

    public SignalWindow? Signals { get; } = signals;

    /// <summary>Start of a step counted from the end of the history.</summary>
    public DateTimeOffset TimestampAt(int stepFromEnd) => end + (Step * stepFromEnd);
}
