using System.Text.Json;

namespace CapacityFunctions.Forecasting.Tests.Reference;

/// <summary>Values of prophet.json, written by prophet.R beside it.</summary>
internal sealed record ProphetReference(
    string Source, IReadOnlyDictionary<string, ProphetSeries> Series, IReadOnlyList<ProphetCase> Cases)
{
    private static readonly Lazy<ProphetReference> Loaded = new(Load);

    public static ProphetReference Instance => Loaded.Value;

    private static ProphetReference Load()
    {
        using Stream stream = typeof(ProphetReference).Assembly.GetManifestResourceStream("prophet.json")!;
        return JsonSerializer.Deserialize<ProphetReference>(stream, JsonSerializerOptions.Web)!;
    }
}

/// <param name="Days">Days since 1970-01-01T00Z.</param>
/// <param name="Values">As long as Days: history, then what followed.</param>
/// <param name="Load">A regressor; null for series without.</param>
/// <param name="Campaign">A regressor of zeros and ones.</param>
internal sealed record ProphetSeries(double[] Days, double[] Values, double[]? Load, double[]? Campaign);

internal sealed record ProphetCase(
    string Name,
    string Call,
    string Series,
    int Horizon,
    string[] Regressors,
    double[] Mean,
    double[] Lower,
    double[] Upper,
    double[] FittedEveryFifthFromTheEnd,
    double Sigma,
    IReadOnlyDictionary<string, double[]> Components);
