namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>Level, trend and seasonal states at one point in time; the only mutable piece, owned by whoever created it.</summary>
internal sealed class EtsState(double level, double trend, double[] season)
{
    private const double LargestFactor = 4;

    public double Level { get; set; } = level;

    public double Trend { get; set; } = trend;

    /// <summary>One entry a phase; empty without a season.</summary>
    public double[] Season { get; } = season;

    /// <summary>Index into Season of the next step.</summary>
    public int Position { get; set; }

    public EtsState Copy() => new(Level, Trend, (double[])Season.Clone()) { Position = Position };

    /// <summary>One step of the recursion of <see cref="EtsFilter"/>.</summary>
    /// <param name="form">Which recursion.</param>
    /// <param name="parameters">Smoothing parameters.</param>
    /// <param name="observation">The value seen; null advances by the forecast.</param>
    public void Advance(EtsForm form, in EtsParameters parameters, double? observation)
    {
        double q = Level + (parameters.Phi * Trend);
        double s = form.IsSeasonal ? Season[Position] : 0;
        bool multiplicative = form.Season == EtsSeason.Multiplicative;
        double forecast = multiplicative ? q * s : q + s;
        double a = (observation ?? forecast) - forecast;
        double u = multiplicative ? a / s : a;
        double nextLevel = q + (parameters.Alpha * u);
        double nextSeason = multiplicative ? s + (parameters.Gamma * a / q) : s + (parameters.Gamma * a);
        Trend = (parameters.Phi * Trend) + (parameters.Beta * u);

        // A multiplicative form can't leave positive territory: observations of zero shrink it, never turn its sign.
        Level = form.NeedsPositiveData ? Math.Max(nextLevel, 1e-9 * Math.Abs(q)) : nextLevel;
        if (form.IsSeasonal)
        {
            // Nor may one observation change a seasonal factor more than fourfold: after zeros the level is nearly zero, and any usage
            // would look like a huge season.
            Season[Position] = multiplicative ? Math.Clamp(nextSeason, s / LargestFactor, s * LargestFactor) : nextSeason;
            Position = (Position + 1) % Season.Length;
        }
    }
}
