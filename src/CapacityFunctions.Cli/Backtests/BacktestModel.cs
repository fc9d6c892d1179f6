using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>A method of the catalog by itself, or the automatic choice.</summary>
/// <param name="Name">The method's, or <c>auto</c>.</param>
/// <param name="Prediction">How its trainings are set.</param>
internal sealed record BacktestModel(string Name, PredictionOptions Prediction)
{
    public const string Automatic = "auto";

    /// <summary>Every name there is.</summary>
    public static IEnumerable<string> Names => [.. MachineLearningMethods.Catalog.All.Select(method => method.Name), Automatic];

    /// <summary>The models of a comparison: those named, after the yardstick if it isn't among them.</summary>
    /// <param name="names">Of <see cref="Names"/>, each once; empty for all.</param>
    /// <param name="periods">Season lengths in steps; null to find them.</param>
    /// <param name="timeZone">Whose clock usage follows.</param>
    /// <param name="seed">For methods that draw random numbers.</param>
    public static IReadOnlyList<BacktestModel> Choose(IReadOnlyList<string> names, IReadOnlyList<int>? periods, TimeZoneInfo timeZone, int seed)
    {
        PredictionOptions common = new() { Periods = periods, TimeZone = timeZone, Seed = seed };
        return [.. (names.Count == 0 ? Names : names.Contains(MethodCatalog.SeasonalNaive, StringComparer.Ordinal) ? names : names.Prepend(MethodCatalog.SeasonalNaive))
            .Select(name => new BacktestModel(name, name == Automatic ? common : common with { Methods = [name] }))];
    }

    /// <summary>False when the method says nothing about such a history and the engine fell back on another one.</summary>
    public bool Accepts(TrainedModel trained) => Name == Automatic || trained.Name == Name;
}
