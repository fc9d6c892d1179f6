using System.Globalization;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Storage.Usage;

namespace CapacityFunctions.Previews;

/// <summary>Shows beforehand what values of signals do to the forecasts, with the models in force. Nothing is written or trained.</summary>
public sealed class SignalPreviewer(SeriesModels models, SeriesSignals signals, UsageStore usage, TimeProvider time)
{
    /// <summary>Series that are forecast for one preview.</summary>
    public const int MostSeries = 20;

    private static readonly TimeSpan Past = TimeSpan.FromDays(28);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(8);

    /// <param name="values">What would be stored.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>One effect for each horizon of each series concerned; of many series a sample that stays the same from preview to preview.</returns>
    public async Task<IReadOnlyList<SignalEffect>> PreviewAsync(IReadOnlyList<SignalValue> values, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);

        HashSet<string> scopes = new(values.Select(value => value.Scope), StringComparer.Ordinal);
        IEnumerable<SeriesKey> concerned = (await usage.ListSeriesAsync(cancellationToken))
            .Select(series => new SeriesKey(series.AccountId, series.ResourceType))
            .Where(series => scopes.Contains(Override.Everything) || scopes.Contains(series.AccountId.Value));
        List<SignalEffect> effects = [];
        foreach (SeriesKey series in SeriesSample.Of(concerned, MostSeries))
        {
            string[] names =
            [
                .. values.Where(value => value.Scope == Override.Everything || value.Scope == series.AccountId.Value)
                    .Select(value => value.Signal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ];
            effects.AddRange(await OfAsync(series, names, values, cancellationToken));
        }

        return effects;
    }

    private async Task<IEnumerable<SignalEffect>> OfAsync(
        SeriesKey series, string[] names, IReadOnlyList<SignalValue> values, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (await models.PeekAsync(series, now, cancellationToken) is not { } set)
        {
            return ForecastHorizons.All.Select(horizon => new SignalEffect
            {
                AccountId = series.AccountId,
                ResourceType = series.ResourceType,
                Horizon = ForecastHorizons.NameOf(horizon),
                UsesSignal = false,
                Reason = "no model has been trained for it yet: the first training tries the signals",
            });
        }

        ExternalInputs without = await signals.ReadAsync(series.AccountId, now - Past, now + Ahead, cancellationToken);
        ExternalInputs with = await signals.ReadAsync(series.AccountId, now - Past, now + Ahead, values, cancellationToken);
        return set.Models.Select(entry => Effect(series, entry.Key, entry.Value, names, without, with)).ToArray();
    }

    private static SignalEffect Effect(
        SeriesKey series, ForecastHorizon horizon, TrainedModel model, string[] names, ExternalInputs without, ExternalInputs with)
    {
        Forecast before = model.Forecast(without);
        Forecast after = model.Forecast(with);
        return new SignalEffect
        {
            AccountId = series.AccountId,
            ResourceType = series.ResourceType,
            Horizon = ForecastHorizons.NameOf(horizon),
            Model = model.Name,
            UsesSignal = names.Any(name => model.Inputs.Any(use => use.IsKept && string.Equals(use.Name, name, StringComparison.Ordinal))),
            Reason = string.Join("; ", names.Select(name => Reason(name, model.Inputs.FirstOrDefault(use => string.Equals(use.Name, name, StringComparison.Ordinal))))),
            Timestamps = [.. Enumerable.Range(0, model.Horizon.Steps).Select(before.TimestampAt)],
            MeanWithout = [.. before.Mean],
            MeanWith = [.. after.Mean],
        };
    }

    private static string Reason(string name, InputUse? use) => use switch
    {
        null => $"{name}: the model in force was chosen without having seen it; the next training tries it",
        { IsKept: true } => $"{name}: kept at selection, {use.Reason}",
        { LossWith: double.NaN } => $"{name}: left out at selection, {use.Reason}",
        _ => string.Create(
            CultureInfo.InvariantCulture, $"{name}: left out at selection, loss {use.LossWith:0.###} with it and {use.LossWithout:0.###} without: {use.Reason}"),
    };
}
