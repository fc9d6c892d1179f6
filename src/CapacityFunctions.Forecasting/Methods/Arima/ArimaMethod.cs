using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// Automatic ARIMA with regressors: seasonal polynomials for a first period of at most <see cref="LongestSeason"/> steps, Fourier terms of
/// all periods where the first is longer (dynamic harmonic regression), external inputs where the request has them.
/// </summary>
/// <param name="isHarmonic">True for Fourier terms in any case (<c>arima-fourier</c>); fits nothing that <c>arima</c> fits the same.</param>
internal sealed class ArimaMethod(bool isHarmonic) : IForecastMethod
{
    /// <summary>The state grows with the season; from here on Fourier terms say the same in fewer coefficients.</summary>
    public const int LongestSeason = 24;

    private const int ShortestHistory = 3;
    private const long WorkBudget = 200_000_000;

    public string Name => isHarmonic ? "arima-fourier" : "arima";

    public bool UsesRegressors => true;

    public TimeSpan EstimateCost(FitRequest request) =>
        TimeSpan.FromMicroseconds(request.History.Length * (UsesPolynomials(request) && request.FirstPeriod > 1 ? 80 : 20));

    public IFittedModel? Fit(FitRequest request)
    {
        ReadOnlySpan<double> history = request.History.Span;
        if (history.Length < ShortestHistory || (isHarmonic && request.FirstPeriod is 1 or > LongestSeason))
        {
            return null;
        }

        int season = UsesPolynomials(request) ? request.FirstPeriod : 1;
        IReadOnlyList<int> fourier = UsesPolynomials(request) ? [] : request.Periods;
        string[] names = request.Regressors is { } given ? [.. given.Names] : [];
        double[][] external = new RegressionTerms([], names).Columns(0, history.Length, request.Regressors);
        HarmonicTerm[] harmonics = fourier.Count > 0 ? HarmonicChoice.Choose(history, fourier, external) : [];
        RegressionTerms terms = new(harmonics, names);
        double[][] columns = terms.Columns(0, history.Length, request.Regressors);
        ArimaOrder differences = Differencing.Choose(WithoutRegression(history, columns), season);
        DifferencedSeries series = new(history, columns, differences);
        return series.IsConstant || series.Length < ShortestHistory
            ? Deterministic(history, series, terms)
            : new ArimaSearch(series, WorkBudget).Run() is { } found
                ? ArimaModel.After(history, columns, found.Estimate, found.Filter, terms)
                : null;
    }

    public IFittedModel Restore(StateReader reader) => ArimaModel.Read(reader);

    private bool UsesPolynomials(FitRequest request) => !isHarmonic && request.FirstPeriod <= LongestSeason;

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
        return ArimaModel.After(history, columns, estimate, new ArmaFilter([], [], [], [], 1, 0), terms);
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
