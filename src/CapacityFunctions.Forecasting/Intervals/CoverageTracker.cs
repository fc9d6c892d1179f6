using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>
/// Adaptive conformal inference (Gibbs &amp; Candès 2021) on the width of both sides of an interval: each outcome outside its 5 % or 95 %
/// quantile widens that side a little, each one inside narrows it by a nineteenth of that, so that in the long run one in twenty lies
/// outside, whatever usage does. The logarithm of the width is tracked, as in the quantile tracker of Angelopoulos, Candès &amp;
/// Tibshirani (2023): a step means the same for narrow and wide intervals.
/// </summary>
/// <param name="Lower">Natural logarithm of what distances below the median are multiplied by.</param>
/// <param name="Upper">The same above the median.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CoverageTracker(double Lower, double Upper)
{
    private const double Share = 0.05;

    // A step for each observed value. Larger gains find a new regime sooner and cost real series more (README).
    private const double Gain = 0.02;

    // Half and tenfold: beyond it the model is wrong, not its spread.
    private const double Narrowest = -0.7;
    private const double Widest = 2.3;

    /// <summary>As calibrated.</summary>
    public static CoverageTracker Neutral { get; } = new(0, 0);

    /// <summary>Runs over the past of a model that was just trained: its latest weeks may be wilder than the average that calibration sees.</summary>
    /// <param name="rows">Past forecasts, oldest first.</param>
    /// <param name="reference">Their calibration.</param>
    /// <param name="horizon">Grid and steps of the rows.</param>
    public static CoverageTracker Over(IReadOnlyList<OriginRow> rows, CoverageReference reference, HorizonSpec horizon)
    {
        CoverageTracker tracker = Neutral;
        if (rows.Count == 0)
        {
            return tracker;
        }

        DateTimeOffset start = rows[0].Origin;
        long last = ((rows[^1].Origin - start).Ticks / horizon.Grid.Ticks) + horizon.Steps;
        for (long i = 0; i < last; i++)
        {
            tracker = tracker.After(rows, start + (horizon.Grid * i), reference, horizon);
        }

        return tracker;
    }

    /// <summary>Counts the outcome of one instant against all past forecasts of it.</summary>
    public CoverageTracker After(IReadOnlyList<OriginRow> rows, DateTimeOffset instant, CoverageReference reference, HorizonSpec horizon)
    {
        int judged = 0;
        int below = 0;
        int above = 0;
        (double lower, double upper) = (Math.Exp(Lower), Math.Exp(Upper));
        for (int newest = rows.Count - 1; newest >= 0; newest--)
        {
            long step = (instant - rows[newest].Origin).Ticks / horizon.Grid.Ticks;
            if (step >= horizon.Steps)
            {
                break;
            }

            if (step >= 0 && rows[newest].TryGetScore((int)step, out double score))
            {
                judged++;
                below += score < reference.LowerAt((int)step, lower) ? 1 : 0;
                above += score > reference.UpperAt((int)step, upper) ? 1 : 0;
            }
        }

        return judged == 0 ? this : new CoverageTracker(Next(Lower, (double)below / judged), Next(Upper, (double)above / judged));
    }

    /// <summary>Scales rows of calibrated scores around their medians.</summary>
    public void Apply(Span<double> scores)
    {
        (double lower, double upper) = (Math.Exp(Lower), Math.Exp(Upper));
        for (int start = 0; start < scores.Length; start += QuantileGrid.Count)
        {
            Span<double> row = scores.Slice(start, QuantileGrid.Count);
            double median = row[row.Length / 2];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = median + ((i < row.Length / 2 ? lower : upper) * (row[i] - median));
            }
        }
    }

    public void Write(StateWriter writer)
    {
        writer.WriteDouble(Lower);
        writer.WriteDouble(Upper);
    }

    public static CoverageTracker Read(StateReader reader) => new(reader.ReadDouble(), reader.ReadDouble());

    private static double Next(double width, double missed) => Math.Clamp(width + (Gain * (missed - Share)), Narrowest, Widest);
}
