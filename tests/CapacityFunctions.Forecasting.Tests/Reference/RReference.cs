using System.Text.Json;

namespace CapacityFunctions.Forecasting.Tests.Reference;

/// <summary>Values of reference.json, written by reference.R beside it.</summary>
internal sealed record RReference(
    string Source,
    IReadOnlyDictionary<string, RSeries> Series,
    IReadOnlyList<RForecast> Ets,
    IReadOnlyList<RForecast> Theta,
    IReadOnlyList<RStl> Stl)
{
    private static readonly Lazy<RReference> Loaded = new(Load);

    public static RReference Instance => Loaded.Value;

    private static RReference Load()
    {
        using Stream stream = typeof(RReference).Assembly.GetManifestResourceStream("reference.json")!;
        return JsonSerializer.Deserialize<RReference>(stream, JsonSerializerOptions.Web)!;
    }
}

internal sealed record RSeries(int Period, double[] Values);

internal sealed record RForecast(
    string Series,
    string Call,
    bool Automatic,
    string Form,
    double LogLikelihood,
    double Aicc,
    double Sigma2,
    double[] Mean,
    double[] Lower80,
    double[] Upper80,
    double[] Lower95,
    double[] Upper95);

internal sealed record RStl(string Series, string Call, int Window, double[] Seasonal, double[] Trend);
