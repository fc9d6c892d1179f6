using System.Collections.Concurrent;
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

    private readonly ScenarioInput input;
    private readonly SimulationSetting setting;
    private readonly ForecastNeeds needs;
    private readonly ForecastNeeds immediateNeeds;
    private readonly PredictionOptions prediction;
    private readonly TimeSpan retraining;
    private readonly HorizonSpec horizon;
    private readonly GroupReplay group;
    private readonly GroupReplay immediateGroup;

    /// <param name="input">The rules, and what was used.</param>
    /// <param name="needs">What policies will ask for.</param>
    /// <param name="immediateNeeds">The same where orders are in force at once.</param>
    /// <param name="prediction">For the trainings.</param>
    public ForecastReplay(ScenarioInput input, ForecastNeeds needs, ForecastNeeds immediateNeeds, PredictionOptions prediction)
    {
        this.input = input;
        this.needs = needs;
        this.immediateNeeds = immediateNeeds;
        this.prediction = prediction;
        setting = input.Setting;
        retraining = TimeSpan.FromHours(input.Scenario.RetrainHours);
        int steps = Math.Max(StepsAhead, setting.LeadSteps + 1);
        horizon = setting.Grid == HorizonSpec.OneHour.Grid && steps == HorizonSpec.OneHour.Steps
            ? HorizonSpec.OneHour
            : HorizonSpec.For(setting.Grid, steps);
        group = new GroupReplay(setting, setting.LeadSteps);
        immediateGroup = new GroupReplay(setting, 0);
    }

    /// <param name="limits">Accounts forecast side by side.</param>
    /// <param name="done">Told of each account that is finished.</param>
    public ReplayedForecasts Run(ParallelOptions limits, Action done)
    {
        (ForecastTable Table, ForecastTable Immediate)[] tables = new (ForecastTable, ForecastTable)[setting.Accounts.Count];

        // Handed out one by one: accounts differ in length, and one of them takes seconds.
        OrderablePartitioner<int> queue = Partitioner.Create(Enumerable.Range(0, tables.Length), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(queue, limits, index =>
        {
            tables[index] = Replay(index, limits.CancellationToken);
            done();
        });
        bool isLive = input.Scenario.LiveQuantile;
        return new ReplayedForecasts(
            new DemandForecasts([.. tables.Select(table => table.Table)], group.ToTable(needs, isLive, limits)),
            new DemandForecasts([.. tables.Select(table => table.Immediate)], immediateGroup.ToTable(immediateNeeds, isLive, limits)));
    }

    private (ForecastTable Table, ForecastTable Immediate) Replay(int index, CancellationToken cancellationToken)
    {
        SimulatedAccount account = setting.Accounts[index];
        bool isLive = input.Scenario.LiveQuantile;
        ForecastTrack track = new(setting, setting.LeadSteps, account.First, account.End, needs, isLive);
        ForecastTrack immediate = new(setting, 0, account.First, account.End, immediateNeeds, isLive);
        TrainedModel? model = null;
        for (int decision = account.First - setting.LeadSteps; decision < account.End; decision++)
        {
            if (model is null || IsTrainingTime(decision))
            {
                cancellationToken.ThrowIfCancellationRequested();
                model = Train(index, decision);
            }
            else
            {
                model = model.Update(input.Series[index].Slice(decision - 1, 1));
            }

            if (account.Usage.Known[decision - 1])
            {
                track.Observe(decision - 1, account.Usage.Usage[decision - 1]);
                immediate.Observe(decision - 1, account.Usage.Usage[decision - 1]);
            }

            Forecast forecast = model.Forecast();
            GroupDemand part = GroupDemand.Of(account.AccountId.Value, forecast, model.Errors);
            if (account.Covers(decision + setting.LeadSteps))
            {
                track.Decide(decision, forecast);
                group.Add(decision, part);
            }

            if (account.Covers(decision))
            {
                immediate.Decide(decision, forecast);
                immediateGroup.Add(decision, part);
            }
        }

        return (track.Table, immediate.Table);
    }

    private TrainedModel Train(int index, int decision)
    {
        int length = Math.Min(decision, (int)(HistoryLength / setting.Grid));
        TimeSeries history = input.Series[index].Slice(decision - length, length);
        return new WorkloadPredictionEngine(prediction).Train(history, horizon);
    }

    private bool IsTrainingTime(int decision) => setting.TimeOf(decision).UtcTicks % retraining.Ticks < setting.Grid.Ticks;
}
