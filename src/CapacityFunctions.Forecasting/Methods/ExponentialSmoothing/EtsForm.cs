namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>
/// One state-space form of exponential smoothing, ETS(error, trend, season) of Hyndman, Koehler, Ord &amp; Snyder (2008).
/// Multiplicative trends are left out, as by default in R's <c>ets</c>: they explode over long horizons.
/// </summary>
internal readonly record struct EtsForm(bool MultiplicativeError, EtsTrend Trend, EtsSeason Season)
{
    public bool HasTrend => Trend != EtsTrend.None;

    public bool IsDamped => Trend == EtsTrend.Damped;

    public bool IsSeasonal => Season != EtsSeason.None;

    /// <summary>Forms with a multiplicative part divide by level or forecast, so the data must be positive.</summary>
    public bool NeedsPositiveData => MultiplicativeError || Season == EtsSeason.Multiplicative;

    /// <summary>Smoothing parameters, damping, and free initial states (the seasonal ones sum to a constant).</summary>
    public int FreeParameters(int period) =>
        2 + (HasTrend ? 2 : 0) + (IsDamped ? 1 : 0) + (IsSeasonal ? period : 0);

    public override string ToString() =>
        $"ETS({(MultiplicativeError ? "M" : "A")},{TrendName},{SeasonName})";

    private string TrendName => Trend switch { EtsTrend.None => "N", EtsTrend.Additive => "A", _ => "Ad" };

    private string SeasonName => Season switch { EtsSeason.None => "N", EtsSeason.Additive => "A", _ => "M" };

    /// <summary>
    /// The forms that R's <c>ets</c> tries by default. Additive error with a multiplicative season is left out: its forecast variance is
    /// infinite or unstable near zero (Hyndman et al. 2008, chapter 15).
    /// </summary>
    public static IEnumerable<EtsForm> Admissible(bool seasonal, bool positive)
    {
        foreach (bool multiplicativeError in (bool[])[false, true])
        {
            foreach (EtsTrend trend in Enum.GetValues<EtsTrend>())
            {
                foreach (EtsSeason season in Enum.GetValues<EtsSeason>())
                {
                    EtsForm form = new(multiplicativeError, trend, season);
                    bool unstable = season == EtsSeason.Multiplicative && !multiplicativeError;
                    if (!unstable && (seasonal || !form.IsSeasonal) && (positive || !form.NeedsPositiveData))
                    {
                        yield return form;
                    }
                }
            }
        }
    }
}
