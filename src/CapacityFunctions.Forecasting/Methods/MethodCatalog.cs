using CapacityFunctions.Forecasting.Methods.Arima;
using CapacityFunctions.Forecasting.Methods.Drift;
using CapacityFunctions.Forecasting.Methods.Empirical;
using CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;
using CapacityFunctions.Forecasting.Methods.Intermittent;
using CapacityFunctions.Forecasting.Methods.MultiSeasonal;
using CapacityFunctions.Forecasting.Methods.Prophet;
using CapacityFunctions.Forecasting.Methods.SeasonalNaive;
using CapacityFunctions.Forecasting.Methods.Theta;

namespace CapacityFunctions.Forecasting.Methods;

/// <summary>The methods an engine may choose from, by name.</summary>
public sealed class MethodCatalog
{
    /// <summary>Name of the yardstick; every catalog holds it.</summary>
    public const string SeasonalNaive = "seasonal-naive";

    private readonly Dictionary<string, IForecastMethod> methods;

    /// <param name="methods">Unique names, among them <see cref="SeasonalNaive"/>.</param>
    public MethodCatalog(IEnumerable<IForecastMethod> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        All = [.. methods];
        this.methods = All.ToDictionary(method => method.Name, StringComparer.Ordinal);
        if (!this.methods.ContainsKey(SeasonalNaive))
        {
            throw new ArgumentException($"A catalog needs the method {SeasonalNaive}.", nameof(methods));
        }
    }

    /// <summary>The statistical methods of this library.</summary>
    public static MethodCatalog Default { get; } = new(
    [
        new SeasonalNaiveMethod(SeasonalNaive, SeasonChoice.First),
        new SeasonalNaiveMethod("seasonal-naive-long", SeasonChoice.Last),
        new SeasonalNaiveMethod("naive", SeasonChoice.None),
        new SeasonalNaiveMethod("seasonal-average", SeasonChoice.First, SeasonalNaiveMethod.AverageGain),
        new SeasonalNaiveMethod("seasonal-average-long", SeasonChoice.Last, SeasonalNaiveMethod.AverageGain),
        new DriftMethod(),
        new IntermittentMethod(IntermittentForm.Croston),
        new IntermittentMethod(IntermittentForm.SyntetosBoylan),
        new IntermittentMethod(IntermittentForm.TeunterSyntetosBabai),
        new AggregatedMethod(),
        new ThetaMethod(isDynamic: true),
        new ThetaMethod(isDynamic: false),
        new ProphetMethod(options: ProphetOptions.ForUsage),
        new MultiSeasonalMethod(),
        new EtsMethod(),
        new ArimaMethod(isHarmonic: false),
        new ArimaMethod(isHarmonic: true),
        new EmpiricalMethod("decaying-percentile", halfLife: 1.5, usesPhase: false, usesState: false),
        new EmpiricalMethod("seasonal-percentile", halfLife: 3, usesPhase: true, usesState: false),
        new EmpiricalMethod("analog", halfLife: 5, usesPhase: true, usesState: true),
    ]);

    public IReadOnlyList<IForecastMethod> All { get; }

    /// <exception cref="ArgumentException">No method has that name; the message lists those there are.</exception>
    public IForecastMethod Get(string name) =>
        methods.TryGetValue(name, out IForecastMethod? method)
            ? method
            : throw new ArgumentException($"Unknown method '{name}'; known are {string.Join(", ", methods.Keys)}.", nameof(name));

    public IForecastMethod? Find(string name) => methods.GetValueOrDefault(name);

    /// <summary>A catalog with further methods, for example those of a machine-learning library.</summary>
    public MethodCatalog With(params IEnumerable<IForecastMethod> further) => new(All.Concat(further));
}
