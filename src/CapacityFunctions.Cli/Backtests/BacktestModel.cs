using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>A method by itself, or the automatic choice.</summary>
/// <param name="Name">The method's, or <c>auto</c>.</param>
/// <param name="Prediction">How its trainings are set.</param>
internal sealed record BacktestModel(string Name, PredictionOptions Prediction)
{
    public const string Automatic = "auto";

    /// <summary>Every name there is.</summary>
    public static IEnumerable<string> Names => [.. ModelNames.All, Automatic];

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

    /// <summary>What has to learn for some models: the learners among them, or all for the automatic choice.</summary>
    public static IReadOnlyList<ILearner> LearnersFor(IReadOnlyList<BacktestModel> models) =>
        ModelNames.LearnersIn(models.Any(model => model.Name == Automatic) ? null : [.. models.Select(model => model.Name)]);

    /// <summary>False for a model that would have had to learn over all series, where there was too little to learn from.</summary>
    public bool IsThere(LearnedModels learned) => !ModelNames.Learners.Contains(Name, StringComparer.Ordinal) || learned.Has(Name);

    /// <summary>False when the method says nothing about such a history and the engine fell back on another one.</summary>
    public bool Accepts(TrainedModel trained) => Name == Automatic || trained.Name == Name;
}
