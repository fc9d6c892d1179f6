namespace CapacityFunctions.Forecasting.Learning.Features;

/// <summary>What the numbers that a learned model sees stand for: how far back they look on a grid, and how many there are.</summary>
internal sealed class FeatureLayout
{
    /// <summary>Days of which the same time is looked at one by one.</summary>
    public const int DayLags = 7;

    /// <summary>Weeks of which the same time is looked at one by one.</summary>
    public const int WeekLags = 2;

    /// <summary>Features of an origin, the same for all steps ahead; the last column is spare and always 0.</summary>
    public const int OriginCount = 27;

    /// <summary>Features of a step ahead beside the signals: day lags with their mean, week lags, five quantiles of the phase, two of the distance, five of the calendar.</summary>
    public const int StepCount = DayLags + 1 + WeekLags + 5 + 2 + 5;

    /// <summary>Numbers of a step in the window beside the signals: usage, usage a day before, two of the time of day.</summary>
    public const int WindowCount = 4;

    private const int LongWindow = 168;

    private FeatureLayout(int period, int week, IReadOnlyList<string> signals)
    {
        Period = period;
        Week = week;
        Signals = signals;
        LevelWindow = Math.Max(LongWindow, period);
        Reach = Math.Max(week + period, 4 * LongWindow);
    }

    /// <summary>Steps of a day, of a week where a step is longer than half a day, else 1.</summary>
    public int Period { get; }

    /// <summary>Steps of a week, <see cref="Period"/> where that is a week already.</summary>
    public int Week { get; }

    /// <summary>Steps whose median is the level.</summary>
    public int LevelWindow { get; }

    /// <summary>Steps of the past that are looked at: a model has to keep no more.</summary>
    public int Reach { get; }

    /// <summary>Names of the external inputs that are looked at, ordered.</summary>
    public IReadOnlyList<string> Signals { get; }

    /// <summary>Numbers of one step ahead: <see cref="OriginCount"/>, <see cref="StepCount"/> and two a signal (value, whether it is known).</summary>
    public int RowCount => OriginCount + StepCount + (2 * Signals.Count);

    /// <summary>Numbers of one step of the window.</summary>
    public int WindowWidth => WindowCount + Signals.Count;

    /// <param name="grid">Step of the series.</param>
    /// <param name="signals">Names of the external inputs to look at; may be empty.</param>
    public static FeatureLayout For(TimeSpan grid, IEnumerable<string> signals)
    {
        int day = StepsOf(TimeSpan.FromDays(1), grid);
        int week = StepsOf(TimeSpan.FromDays(7), grid);
        int period = day >= 2 ? day : Math.Max(1, week);
        return new FeatureLayout(period, Math.Max(period, week), [.. signals.Order(StringComparer.Ordinal)]);
    }

    private static int StepsOf(TimeSpan span, TimeSpan grid) => span.Ticks % grid.Ticks == 0 ? (int)(span.Ticks / grid.Ticks) : 0;
}
