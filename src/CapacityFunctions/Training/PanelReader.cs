using System.Collections.Concurrent;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Usage;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Training;

/// <summary>Reads the series that a model is learned over: usage by each account's own clock, with all that is known beside it.</summary>
public sealed class PanelReader(AccountStore accounts, UsageStore usage, SeriesFactsReader facts, IOptions<CapacityOptions> options)
{
    /// <summary>As many horizons of history at least: two to learn from and one to hold back.</summary>
    private const int LeastHorizons = 3;

    /// <summary>Thirty days of five minutes, as many steps as the models of single series look at.</summary>
    private const int MostSteps = 8_640;

    private const int ParallelReads = 8;

    /// <summary>A sample of the series that stays nearly the same from night to night, of those with history enough.</summary>
    public async Task<SeriesPanel> ReadAsync(ForecastHorizon horizon, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<LinkedAccount> known = await accounts.ListAsync(cancellationToken);
        IReadOnlyList<UsageSeries> reported = await usage.ListSeriesAsync(cancellationToken);
        HashSet<AccountId> ids = [.. known.Select(account => account.Id)];
        IReadOnlyList<SeriesKey> sample = SeriesSample.Of(
            reported.Where(series => ids.Contains(series.AccountId)).Select(series => new SeriesKey(series.AccountId, series.ResourceType)),
            options.Value.LearningSeries);
        HorizonSpec spec = ModelTrainer.SpecOf(horizon);
        ConcurrentBag<PanelSeries> read = [];
        await Parallel.ForEachAsync(
            sample,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
            async (series, cancel) =>
            {
                if (await ReadAsync(series, horizon, spec, now, cancel) is { } item)
                {
                    read.Add(item);
                }
            });
        return new SeriesPanel(spec, [.. read]);
    }

    private async Task<PanelSeries?> ReadAsync(
        SeriesKey series, ForecastHorizon horizon, HorizonSpec spec, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset end = UsageGrid.EndOfLastStep(now);
        DateTimeOffset from = end - TimeSpan.FromDays(7 * options.Value.TrainingWeeks);
        UsageHistory history = await usage.ReadAsync(series.AccountId, series.ResourceType, from, end, cancellationToken);
        TimeSeries past = UsageGrid.Of(history, from, end).On(horizon).Tail(MostSteps).TrimStart();
        if (past.Length < LeastHorizons * spec.Steps || 2 * past.KnownCount < past.Length)
        {
            return null;
        }

        SeriesFacts known = await facts.ReadAsync(series, from, end, cancellationToken);
        return new PanelSeries(known.Learned(spec, past.End), WallClock.Of(past, known.Zone));
    }
}
