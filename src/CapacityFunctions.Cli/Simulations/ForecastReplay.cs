using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>
/// Makes the forecasts of a simulation as the loop does: every account's model is trained every night on at most four weeks of what was known
/// then, and advanced by each new bucket in between. Results do not depend on the number of threads.
/// </summary>
internal sealed class ForecastReplay
{
    // As in the loop: a model of one hour; the bucket that an order covers is one of its first steps.
    private const int StepsAhead = 12;

    private static readonly TimeSpan HistoryLength = TimeSpan.FromDays(28);

    private readonly SimulationSetting setting;
    private readonly IReadOnlyList<TimeSeries> series;
    private readonly double[] probabilities;
    private readonly PredictionOptions prediction;
    private readonly TimeSpan retraining;
    private readonly HorizonSpec horizon;
    private readonly GroupDemand?[] group;
    private readonly Lock[] gates;

    /// <param name="setting">The rules.</param>
    /// <param name="series">One for each account, on the common grid from the setting's origin on.</param>
    /// <param name="probabilities">What will be asked for; ascending, each once.</param>
    /// <param name="prediction">For the trainings.</param>
    /// <param name="retraining">Time between trainings, counted from midnight UTC.</param>
    public ForecastReplay(
        SimulationSetting setting, IReadOnlyList<TimeSeries> series, double[] probabilities, PredictionOptions prediction, TimeSpan retraining)
    {
        this.setting = setting;
        this.series = series;
        this.probabilities = probabilities;
        this.prediction = prediction;
        this.retraining = retraining;
        int steps = Math.Max(StepsAhead, setting.LeadSteps + 1);
        horizon = setting.Grid == HorizonSpec.OneHour.Grid && steps == HorizonSpec.OneHour.Steps ? HorizonSpec.OneHour : HorizonSpec.For(setting.Grid, steps);
        group = new GroupDemand?[setting.End - setting.First];
        gates = [.. group.Select(_ => new Lock())];
    }

    /// <param name="threads">Accounts forecast side by side.</param>
    /// <param name="done">Told of each account that is finished.</param>
    /// <param name="cancellationToken">The user wants it to stop.</param>
    public DemandForecasts Run(int threads, Action done, CancellationToken cancellationToken)
    {
        ForecastTable[] tables = new ForecastTable[series.Count];
        ParallelOptions limits = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, tables.Length, limits, index =>
        {
            tables[index] = Replay(index, cancellationToken);
            done();
        });
        ForecastTable sum = new(setting.First - setting.LeadSteps, group.Length, probabilities);
        Parallel.For(0, group.Length, limits, i =>
        {
            if (group[i]?.ToForecast() is { } forecast)
            {
                sum.Set(setting.First - setting.LeadSteps + i, forecast.Mean[setting.LeadSteps], p => forecast.QuantileAt(setting.LeadSteps, p));
            }
        });
        return new DemandForecasts(tables, sum);
    }

    private ForecastTable Replay(int index, CancellationToken cancellationToken)
    {
        SimulatedAccount account = setting.Accounts[index];
        int firstDecision = account.First - setting.LeadSteps;
        ForecastTable table = new(firstDecision, account.End - account.First, probabilities);
        TrainedModel? model = null;
        for (int decision = firstDecision; decision < account.End - setting.LeadSteps; decision++)
        {
            if (model is null || IsTrainingTime(decision))
            {
                cancellationToken.ThrowIfCancellationRequested();
                model = Train(index, decision);
            }
            else
            {
                model = model.Update(series[index].Slice(decision - 1, 1));
            }

            Forecast forecast = model.Forecast();
            table.Set(decision, forecast.Mean[setting.LeadSteps], p => forecast.QuantileAt(setting.LeadSteps, p));
            AddToGroup(decision, GroupDemand.Of(account.AccountId.Value, forecast, model.Errors));
        }

        return table;
    }

    private TrainedModel Train(int index, int decision)
    {
        int length = Math.Min(decision, (int)(HistoryLength / setting.Grid));
        TimeSeries history = series[index].Slice(decision - length, length);
        return new WorkloadPredictionEngine(prediction).Train(history, horizon);
    }

    private bool IsTrainingTime(int decision) => setting.TimeOf(decision).UtcTicks % retraining.Ticks < setting.Grid.Ticks;

    private void AddToGroup(int decision, GroupDemand part)
    {
        int i = decision + setting.LeadSteps - setting.First;
        lock (gates[i])
        {
            group[i] = group[i]?.Add(part) ?? part;
        }
    }
}
