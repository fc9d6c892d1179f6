using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// Automatic ARIMA with regressors: seasonal polynomials for a first period of at most <see cref="LongestSeason"/> steps, Fourier terms for
/// longer and further ones (dynamic harmonic regression), external inputs where the request has them.
/// </summary>
internal sealed class ArimaMethod(string name, bool usesSeasonalPolynomials = true) : IForecastMethod
{
    /// <summary>The state grows with the season; from here on Fourier terms say the same in fewer coefficients.</summary>
    public const int LongestSeason = 24;

    private const int ShortestHistory = 3;
    private const long WorkBudget = 200_000_000;

    public string Name => name;

    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(request.History.Length * 40);

    public IFittedModel? Fit(FitRequest request)
    {
        ReadOnlySpan<double> history = request.History.Span;
        if (history.Length < ShortestHistory)
        {
            return null;
        }

        int season = usesSeasonalPolynomials && request.FirstPeriod <= LongestSeason ? request.FirstPeriod : 1;
        int[] fourier = [.. request.Periods.Where(period => period != season)];
        string[] names = request.Regressors is { } given ? [.. given.Names] : [];
        double[][] external = new RegressionTerms([], names).Columns(0, history.Length, request.Regressors);
        HarmonicTerm[] harmonics = fourier.Length > 0 ? HarmonicChoice.Choose(history, fourier, season > 1 ? [season] : [], external) : [];
        RegressionTerms terms = new(harmonics, names);
        double[][] columns = terms.Columns(0, history.Length, request.Regressors);
        ArimaOrder differences = Differencing.Choose(WithoutRegression(history, columns), season);
        DifferencedSeries series = new(history, columns, differences);
        return series.IsConstant || series.Length < ShortestHistory
            ? Deterministic(history, series, terms)
            : new ArimaSearch(series, WorkBudget).Run() is { } found
                ? ToModel(history, columns, found.Estimate, found.Filter, terms)
                : null;
    }

    public IFittedModel Restore(StateReader reader) => ArimaModel.Read(reader);

    private static ArimaModel ToModel(
        ReadOnlySpan<double> history, double[][] columns, ArimaEstimate estimate, ArmaFilter filter, RegressionTerms terms)
    {
        ArimaCoefficients coefficients = new(
            estimate.Order, estimate.HasConstant, estimate.Ar, estimate.SeasonalAr, estimate.Ma, estimate.SeasonalMa,
            estimate.Regression, estimate.Variance);
        double[] errors = coefficients.Effects(0, columns, history.Length);
        TensorPrimitives.Subtract(history, errors, errors);
        return new ArimaModel(coefficients, terms, filter, errors[^estimate.Order.Lost..], history.Length);
    }

    /// <summary>For what differencing alone explains: a constant, a line, a season that repeats exactly.</summary>
    private static ArimaModel Deterministic(ReadOnlySpan<double> history, DifferencedSeries series, RegressionTerms terms)
    {
        bool hasConstant = series.AllowsConstant && series.Length > 0;
        double[] regression = new double[terms.Count + (hasConstant ? 1 : 0)];
        if (hasConstant)
        {
            regression[0] = series.Values[0] * series.Scale / series.Constant[0];
        }

        ArimaEstimate estimate = new(series.Order, hasConstant, [], [], [], [], [], regression, 0, 0, 0);
        int length = history.Length;
        double[][] columns = [.. Enumerable.Range(0, terms.Count).Select(_ => new double[length])];
        return ToModel(history, columns, estimate, new ArmaFilter([], [], [], [], 1, 0), terms);
    }

    private static double[] WithoutRegression(ReadOnlySpan<double> history, double[][] columns)
    {
        double[] errors = history.ToArray();
        if (columns.Length == 0)
        {
            return errors;
        }

        double[] one = new double[history.Length];
        one.AsSpan().Fill(1);
        NormalEquations equations = new([one, .. columns], history);
        for (int i = 0; i < columns.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(columns[i], -equations.Coefficients[i + 1], errors, errors);
        }

        return errors;
    }
}
