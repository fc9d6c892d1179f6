using System.Text.Json;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Tests.Reference;

/// <summary>Values of arima.json, written by arima.R beside it.</summary>
internal sealed record RArimaReference(
    string Source,
    IReadOnlyDictionary<string, RSeries> Series,
    IReadOnlyDictionary<string, Dictionary<string, double[]>> Regressors,
    IReadOnlyDictionary<string, Dictionary<string, double[]>> Future,
    IReadOnlyList<RDifferences> Differences,
    IReadOnlyList<RArima> Fixed,
    IReadOnlyList<RArima> Automatic)
{
    private static readonly Lazy<RArimaReference> Loaded = new(Load);

    public static RArimaReference Instance => Loaded.Value;

    /// <summary>The external inputs of a case over its history and over what it forecasts; null for none.</summary>
    public (RegressorMatrix? History, RegressorMatrix? Next) InputsOf(RArima expected) => expected.Regressors
        ? (Matrix(Regressors[expected.Series]), Matrix(Future[expected.Series]))
        : (null, null);

    private static RegressorMatrix Matrix(Dictionary<string, double[]> inputs) =>
        new([.. inputs.Keys], [.. inputs.Values.Select(values => (ReadOnlyMemory<double>)values)]);

    private static RArimaReference Load()
    {
        using Stream stream = typeof(RArimaReference).Assembly.GetManifestResourceStream("arima.json")!;
        return JsonSerializer.Deserialize<RArimaReference>(stream, JsonSerializerOptions.Web)!;
    }
}

internal sealed record RDifferences(string Series, int Seasonal, int Plain);

/// <param name="Series">Name of the series.</param>
/// <param name="Call">R call.</param>
/// <param name="Model">What R names it.</param>
/// <param name="Order">p, d, q, P, D, Q, m.</param>
/// <param name="Constant">Whether it has a mean or a drift.</param>
/// <param name="Regressors">Whether it has external inputs.</param>
/// <param name="LogLikelihood">Of the differenced series.</param>
/// <param name="Aicc">Corrected Akaike criterion.</param>
/// <param name="Sigma2">Σ of squared residuals ÷ (n − coefficients).</param>
/// <param name="Mean">Forecasts.</param>
/// <param name="Lower95">Lower end of the 95 % interval.</param>
/// <param name="Upper95">Upper end of the 95 % interval.</param>
internal sealed record RArima(
    string Series,
    string Call,
    string Model,
    int[] Order,
    bool Constant,
    bool Regressors,
    double LogLikelihood,
    double Aicc,
    double Sigma2,
    double[] Mean,
    double[] Lower95,
    double[] Upper95);
