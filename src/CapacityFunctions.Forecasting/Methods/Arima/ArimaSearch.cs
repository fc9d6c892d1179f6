namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// Stepwise search for the polynomials with the smallest corrected AIC (Hyndman &amp; Khandakar 2008, §3.2): from four simple orders, always
/// on to the first better neighbour. Every order is fitted by exact likelihood and starts where the best one so far ended.
/// </summary>
internal sealed class ArimaSearch
{
    private const int MaxDegree = 5;
    private const int MaxSeasonalDegree = 2;
    private const int MaxModels = 94;
    private const int ShortHistory = 500;
    private const int MaxFreeRegressors = 4;
    private const int SearchIterations = 40;
    private const double SearchTolerance = 0.02;
    private const int PolishIterations = 200;
    private const double PolishTolerance = 1e-5;

    private readonly DifferencedSeries series;
    private readonly ArimaEstimator full;
    private readonly long workBudget;
    private readonly int maxDegree;
    private readonly int maxSeasonalDegree;
    private readonly HashSet<(ArimaOrder Order, bool HasConstant)> visited = [];
    private ArimaEstimator estimator;
    private ArimaEstimate? best;
    private double[] settled = [];

    /// <param name="series">What is fitted.</param>
    /// <param name="workBudget">The search takes no further step once <see cref="ArimaEstimator.Work"/> exceeds it.</param>
    public ArimaSearch(DifferencedSeries series, long workBudget)
    {
        this.series = series;
        this.workBudget = workBudget;
        maxDegree = Math.Min(MaxDegree, series.Length / 3);
        maxSeasonalDegree = series.Order.Period > 1 ? Math.Min(MaxSeasonalDegree, series.Length / 3 / series.Order.Period) : 0;
        full = new ArimaEstimator(series, Capacity);
        estimator = full;
    }

    private int Capacity => Math.Max(1, maxDegree + (series.Order.Period * maxSeasonalDegree));

    /// <returns>Null when the series is too short for any order.</returns>
    public (ArimaEstimate Estimate, ArmaFilter Filter)? Run()
    {
        int seasonal = Math.Min(1, maxSeasonalDegree);
        int two = Math.Min(2, maxDegree);
        int one = Math.Min(1, maxDegree);
        bool constant = series.AllowsConstant;
        if (series.Columns.Length > MaxFreeRegressors)
        {
            SettleRegression(series.Order with { Ar = two, Ma = two, SeasonalAr = seasonal, SeasonalMa = seasonal }, constant);
        }

        Try(0, 0, 0, 0, constant);
        Try(two, two, seasonal, seasonal, constant);
        Try(one, 0, seasonal, 0, constant);
        Try(0, one, 0, seasonal, constant);
        if (constant)
        {
            Try(0, 0, 0, 0, hasConstant: false);
        }

        if (best is null)
        {
            return null;
        }

        while (estimator.Work < workBudget && visited.Count < MaxModels && Step(best.Order, best.HasConstant))
        {
        }

        best = Polish(best);
        return (best, full.Filter(best));
    }

    /// <summary>
    /// Many regressors keep the coefficients that they have beside the first large order: errors of another order hardly move them
    /// (their information and that of the polynomials are asymptotically independent), and every evaluation would pay for them.
    /// </summary>
    private void SettleRegression(in ArimaOrder order, bool constant)
    {
        if (full.Fit(order, constant, start: null, SearchIterations, SearchTolerance) is { } first)
        {
            estimator = new ArimaEstimator(series.Without(first), Capacity);
            settled = first.Regression[^series.Columns.Length..];
        }
    }

    /// <summary>The neighbours in the order of R's <c>auto.arima</c>; true at the first that is better.</summary>
    private bool Step(in ArimaOrder at, bool constant)
    {
        (int p, int q, int sp, int sq) = (at.Ar, at.Ma, at.SeasonalAr, at.SeasonalMa);
        return Try(p, q, sp - 1, sq, constant)
            || Try(p, q, sp, sq - 1, constant)
            || Try(p, q, sp + 1, sq, constant)
            || Try(p, q, sp, sq + 1, constant)
            || Try(p, q, sp - 1, sq - 1, constant)
            || Try(p, q, sp + 1, sq - 1, constant)
            || Try(p, q, sp - 1, sq + 1, constant)
            || Try(p, q, sp + 1, sq + 1, constant)
            || Try(p - 1, q, sp, sq, constant)
            || Try(p, q - 1, sp, sq, constant)
            || Try(p + 1, q, sp, sq, constant)
            || Try(p, q + 1, sp, sq, constant)
            || Try(p - 1, q - 1, sp, sq, constant)
            || Try(p - 1, q + 1, sp, sq, constant)
            || Try(p + 1, q - 1, sp, sq, constant)
            || Try(p + 1, q + 1, sp, sq, constant)
            || Try(p, q, sp, sq, !constant);
    }

    private bool Try(int ar, int ma, int seasonalAr, int seasonalMa, bool hasConstant)
    {
        ArimaOrder order = series.Order with { Ar = ar, Ma = ma, SeasonalAr = seasonalAr, SeasonalMa = seasonalMa };
        if (Math.Min(Math.Min(ar, ma), Math.Min(seasonalAr, seasonalMa)) < 0
            || Math.Max(ar, ma) > maxDegree
            || Math.Max(seasonalAr, seasonalMa) > maxSeasonalDegree
            || (hasConstant && !series.AllowsConstant)
            || estimator.Work > workBudget
            || !visited.Add((order, hasConstant)))
        {
            return false;
        }

        // Where the best order ended the likelihood is already good; a short history affords a look for another maximum.
        bool isBetter = Keep(estimator.Fit(order, hasConstant, best, SearchIterations, SearchTolerance));
        if (series.Length <= ShortHistory)
        {
            isBetter |= Keep(estimator.Fit(order, hasConstant, start: null, SearchIterations, SearchTolerance));
        }

        return isBetter;
    }

    private bool Keep(ArimaEstimate? estimate)
    {
        if (estimate is null || estimate.IsNearUnitRoot || !(estimate.CorrectedAic < (best?.CorrectedAic ?? double.PositiveInfinity)))
        {
            return false;
        }

        best = estimate;
        return true;
    }

    /// <summary>
    /// To the maximum over everything that is free, from where the search ended and, for a short history, from nothing: a likelihood may
    /// have several maxima.
    /// </summary>
    private ArimaEstimate Polish(ArimaEstimate found)
    {
        ArimaEstimate? result = estimator == full ? found : null;
        ReadOnlySpan<ArimaEstimate?> starts = series.Length <= ShortHistory ? [found, null] : [found];
        foreach (ArimaEstimate? start in starts)
        {
            ArimaEstimate? polished = full.Fit(found.Order, found.HasConstant, start, PolishIterations, PolishTolerance);
            if (polished is not null && (result is null || (!polished.IsNearUnitRoot && polished.LogLikelihood > result.LogLikelihood)))
            {
                result = polished;
            }
        }

        return result ?? found with { Regression = [.. found.Regression, .. settled] };
    }
}
