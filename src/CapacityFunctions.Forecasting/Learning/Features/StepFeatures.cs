using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Learning.Features;

/// <summary>
/// Turns a history into what learned models see: a row of numbers for each step ahead, and the window before them. Usage enters scaled
/// (<see cref="SeriesScale"/>) and compressed, so that one model serves accounts of every size.
/// </summary>
/// <param name="layout">What there is to see.</param>
internal sealed class StepFeatures(FeatureLayout layout)
{
    private const int PhaseDays = 14;

    // Days of the week from Monday on, of which the last two are the weekend.
    private const int WorkingDays = 5;

    private const int DaysOfWeek = 7;

    private static readonly double[] HistoryQuantiles = [0.05, 0.25, 0.75, 0.95];
    private static readonly double[] RecentQuantiles = [0.1, 0.5, 0.9];
    private static readonly double[] PhaseQuantiles = [0.1, 0.3, 0.5, 0.7, 0.9];
    private static readonly int[] Windows = [6, 24, 72];

    public FeatureLayout Layout => layout;

    /// <summary>Features of steps ahead.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="steps">Which steps, 0 the one after the history; ascending.</param>
    /// <param name="horizon">Steps ahead that the model is for.</param>
    /// <param name="rows">Receives one row of <see cref="FeatureLayout.RowCount"/> a step.</param>
    /// <param name="bases">Receives the scaled median of the step's time of day, from which a network starts.</param>
    public void Fill(in SeriesPast past, ReadOnlySpan<int> steps, int horizon, Span<float> rows, Span<float> bases)
    {
        Span<float> origin = stackalloc float[FeatureLayout.OriginCount];
        FillOrigin(past, origin);
        Span<double> phase = stackalloc double[3 * PhaseDays];
        for (int i = 0; i < steps.Length; i++)
        {
            Span<float> row = rows.Slice(i * layout.RowCount, layout.RowCount);
            origin.CopyTo(row);
            bases[i] = FillStep(past, steps[i], horizon, phase, row[FeatureLayout.OriginCount..]);
        }
    }

    /// <summary>Features of all steps up to one.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="count">How many steps.</param>
    /// <param name="horizon">Steps ahead that the model is for.</param>
    /// <param name="rows">As above.</param>
    /// <param name="bases">As above.</param>
    public void FillAhead(in SeriesPast past, int count, int horizon, Span<float> rows, Span<float> bases)
    {
        int[] steps = new int[count];
        for (int step = 0; step < count; step++)
        {
            steps[step] = step;
        }

        Fill(past, steps, horizon, rows, bases);
    }

    /// <summary>The last steps of the history, oldest first; steps before the history are at the level.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="window">Receives <see cref="FeatureLayout.WindowWidth"/> numbers a step.</param>
    public void FillWindow(in SeriesPast past, Span<float> window)
    {
        int width = layout.WindowWidth;
        int length = window.Length / width;
        ReadOnlySpan<double> history = past.History;
        for (int i = 0; i < length; i++)
        {
            int index = history.Length - length + i;
            int before = index - layout.Period;
            Span<float> step = window.Slice(i * width, width);
            step[0] = index >= 0 ? SeriesScale.Compress(past.Scale.Scale(history[index])) : 0;
            step[1] = before >= 0 ? SeriesScale.Compress(past.Scale.Scale(history[before])) : step[0];
            (step[2], step[3]) = TimeOfDay(past, i - length);
            past.Signals?.FillWindow(i - length, step[FeatureLayout.WindowCount..]);
        }
    }

    private void FillOrigin(in SeriesPast past, Span<float> row)
    {
        ReadOnlySpan<double> history = past.History;
        SeriesScale scale = past.Scale;
        RowWriter write = new(row, scale);
        for (int lag = 1; lag <= 3; lag++)
        {
            write.Usage(history[Math.Max(0, history.Length - lag)]);
        }

        foreach (int window in Windows)
        {
            write.Usage(Mean(Last(history, window)));
        }

        ReadOnlySpan<double> day = Last(history, 24);
        ReadOnlySpan<double> level = Last(history, layout.LevelWindow);
        write.Usage(Mean(level));
        write.Spread(Deviation(day));
        write.Spread(Deviation(level));
        write.Usage(TensorPrimitives.Max(day));
        write.Usage(TensorPrimitives.Min(day));
        write.Usage(TensorPrimitives.Max(level));
        write.Usage(TensorPrimitives.Min(level));
        double[] sorted = history.ToArray();
        Array.Sort(sorted);
        write.Usage(sorted[^1]);
        write.Usage(sorted[0]);
        foreach (double probability in HistoryQuantiles)
        {
            write.Usage(SampleQuantile.OfSorted(sorted, probability));
        }

        double[] recent = Last(history, 72).ToArray();
        Array.Sort(recent);
        foreach (double probability in RecentQuantiles)
        {
            write.Usage(SampleQuantile.OfSorted(recent, probability));
        }

        int lagged = history.Length - layout.Period;
        write.Difference(lagged > 0 ? history[^1] - history[lagged - 1] : 0);
        write.Difference(lagged > 0 ? Mean(Last(history, 6)) - Mean(Last(history[..lagged], 6)) : 0);
        write.Plain(Math.Log(scale.Unit / (Math.Abs(scale.Level) + scale.Unit)));
        write.Plain((double)history.Length / layout.Reach);
    }

    /// <returns>The scaled median of the time of day.</returns>
    private float FillStep(in SeriesPast past, int step, int horizon, Span<double> phase, Span<float> row)
    {
        ReadOnlySpan<double> history = past.History;
        int target = history.Length + step;
        RowWriter write = new(row, past.Scale);
        int day = target - (layout.Period * ((step / layout.Period) + 1));
        double sum = 0;
        int days = 0;
        for (int back = 0; back < FeatureLayout.DayLags; back++)
        {
            int index = day - (layout.Period * back);
            sum += index >= 0 ? history[index] : 0;
            days += index >= 0 ? 1 : 0;
        }

        // What is not known yet looks like the mean of what is, and at first like the level.
        double mean = days > 0 ? sum / days : past.Scale.Level;
        for (int back = 0; back < FeatureLayout.DayLags; back++)
        {
            int index = day - (layout.Period * back);
            write.Usage(index >= 0 ? history[index] : mean);
        }

        write.Usage(mean);
        int week = target - (layout.Week * ((step / layout.Week) + 1));
        for (int back = 0; back < FeatureLayout.WeekLags; back++)
        {
            int index = week - (layout.Week * back);
            write.Usage(index >= 0 ? history[index] : mean);
        }

        int count = Neighbours(history, day, phase);
        phase[..count].Sort();
        foreach (double probability in PhaseQuantiles)
        {
            write.Usage(count > 0 ? SampleQuantile.OfSorted(phase[..count], probability) : mean);
        }

        write.Plain((step + 1.0) / horizon);
        write.Plain(Math.Log(step + 1));
        (float sin, float cos) = TimeOfDay(past, step);
        write.Plain(sin);
        write.Plain(cos);
        WriteDayOfWeek(past, step, ref write);
        past.Signals?.FillStep(step, row[FeatureLayout.StepCount..]);
        return (float)past.Scale.Scale(count > 0 ? SampleQuantile.OfSorted(phase[..count], 0.5) : mean);
    }

    /// <summary>Usage at the time of day of a step and one step to both sides, over two weeks.</summary>
    private int Neighbours(ReadOnlySpan<double> history, int day, Span<double> phase)
    {
        int count = 0;
        for (int back = 0; back < PhaseDays; back++)
        {
            for (int offset = -1; offset <= 1; offset++)
            {
                int index = day - (layout.Period * back) + offset;
                if (index >= 0 && index < history.Length)
                {
                    phase[count++] = history[index];
                }
            }
        }

        return count;
    }

    private static (float Sin, float Cos) TimeOfDay(in SeriesPast past, int step)
    {
        if (past.Step == TimeSpan.Zero)
        {
            return (0, 0);
        }

        (double sin, double cos) = Math.SinCos(2 * Math.PI * past.TimestampAt(step).TimeOfDay.Ticks / TimeSpan.TicksPerDay);
        return ((float)sin, (float)cos);
    }

    private static void WriteDayOfWeek(in SeriesPast past, int step, ref RowWriter write)
    {
        if (past.Step == TimeSpan.Zero)
        {
            write.Plain(0);
            write.Plain(0);
            write.Plain(0);
            return;
        }

        int day = ((int)past.TimestampAt(step).DayOfWeek + DaysOfWeek - 1) % DaysOfWeek;
        (double sin, double cos) = Math.SinCos(2 * Math.PI * day / DaysOfWeek);
        write.Plain(sin);
        write.Plain(cos);
        write.Plain(day >= WorkingDays ? 1 : 0);
    }

    private static ReadOnlySpan<double> Last(ReadOnlySpan<double> history, int count) => history[Math.Max(0, history.Length - count)..];

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Deviation(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / values.Length);
    }

    [StructLayout(LayoutKind.Auto)]
    private ref struct RowWriter(Span<float> row, SeriesScale scale)
    {
        private readonly Span<float> row = row;
        private readonly SeriesScale scale = scale;
        private int next;

        public void Usage(double value) => row[next++] = SeriesScale.Compress(scale.Scale(value));

        public void Difference(double value) => row[next++] = SeriesScale.Compress(value / scale.Unit);

        public void Spread(double deviation) => row[next++] = SeriesScale.Compress(deviation / scale.Unit);

        public void Plain(double value) => row[next++] = (float)value;
    }
}
