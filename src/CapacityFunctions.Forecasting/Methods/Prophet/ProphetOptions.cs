namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>Settings of <see cref="ProphetMethod"/>. The defaults are those of Taylor &amp; Letham's program.</summary>
public sealed record ProphetOptions
{
    /// <summary>
    /// What suits usage on an hourly or finer grid: every harmonic of the day down to two hours, a week that tells its days apart, and a
    /// trend that bends less.
    /// </summary>
    public static ProphetOptions ForUsage { get; } = new() { DailyOrder = 12, WeeklyOrder = 42, ChangepointPriorScale = 0.01 };

    public ProphetGrowth Growth { get; init; } = ProphetGrowth.Linear;

    /// <summary>What usage can't exceed, in capacity units (a quota, say); only for logistic growth, where it is required and above <see cref="Floor"/>.</summary>
    public double? Capacity { get; init; }

    /// <summary>What a logistic trend starts from, in capacity units. Default 0.</summary>
    public double Floor { get; init; }

    /// <summary>Possible changes of the trend's rate, evenly spread; fewer in a short history. Default 25.</summary>
    public int ChangepointCount { get; init; } = 25;

    /// <summary>Share of the history, from its start, that may hold changepoints, in (0, 1]. Default 0.8.</summary>
    public double ChangepointRange { get; init; } = 0.8;

    /// <summary>Scale of the Laplace prior of rate changes, above 0: the larger, the more the trend bends. Default 0.05.</summary>
    public double ChangepointPriorScale { get; init; } = 0.05;

    /// <summary>
    /// Seasons; null (default) takes those the request found, and a year of 10 harmonics once the history spans two.
    /// </summary>
    public IReadOnlyList<ProphetSeasonality>? Seasonalities { get; init; }

    /// <summary>Harmonics of a day that was found, at least 1. Default 4.</summary>
    public int DailyOrder { get; init; } = 4;

    /// <summary>Harmonics of a week that was found, at least 1. Default 3.</summary>
    public int WeeklyOrder { get; init; } = 3;

    /// <summary>Prior scale of seasons that aren't given one of their own, above 0. Default 10: hardly any shrinkage.</summary>
    public double SeasonalityPriorScale { get; init; } = 10;

    /// <summary>Whether seasons, holidays and regressors scale with the trend. Default false: they add to it.</summary>
    public bool IsMultiplicative { get; init; }

    /// <summary>Default none.</summary>
    public IReadOnlyList<ProphetHoliday> Holidays { get; init; } = [];

    /// <summary>Difference of the holidays' calendar from UTC. Default zero.</summary>
    public TimeSpan UtcOffset { get; init; }

    /// <summary>Prior scale of regressors after standardisation, above 0. Default 10.</summary>
    public double RegressorPriorScale { get; init; } = 10;

    /// <summary>
    /// Whether what is left of the latest errors, as an ARMA(1,1) process, is added to the forecast and narrows its first steps.
    /// Default true; false forecasts as the original does, which forgets them.
    /// </summary>
    public bool CorrectsRecentErrors { get; init; } = true;
}
