using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>The consolidated forecast of the accounts that take part in the bucket that an order covers. Parts may come in any order, from any thread.</summary>
internal sealed class GroupReplay
{
    // Threads seldom meet in one of so many.
    private const int GateCount = 64;

    private readonly SimulationSetting setting;
    private readonly int step;
    private readonly GroupDemand?[] sums;
    private readonly Lock[] gates;

    /// <param name="setting">The rules.</param>
    /// <param name="step">Buckets from a decision to the one that it covers.</param>
    public GroupReplay(SimulationSetting setting, int step)
    {
        this.setting = setting;
        this.step = step;
        sums = new GroupDemand?[setting.End - setting.First];
        gates = [.. Enumerable.Range(0, GateCount).Select(_ => new Lock())];
    }

    /// <summary>Adds one account's part in a decision.</summary>
    public void Add(int decision, GroupDemand part)
    {
        int i = decision + step - setting.First;
        lock (gates[i % GateCount])
        {
            sums[i] = sums[i]?.Add(part) ?? part;
        }
    }

    /// <summary>The forecasts, when all parts are there.</summary>
    public ForecastTable ToTable(ForecastNeeds needs, bool isLive, ParallelOptions limits)
    {
        Forecast?[] forecasts = new Forecast?[sums.Length];
        Parallel.For(0, sums.Length, limits, i => forecasts[i] = sums[i]?.ToForecast());
        ForecastTrack track = new(setting, step, setting.First, setting.End, needs, isLive);
        for (int i = 0; i < forecasts.Length; i++)
        {
            int decision = setting.First - step + i;
            if (UsageOf(decision - 1) is { } usage)
            {
                track.Observe(decision - 1, usage);
            }

            if (forecasts[i] is { } forecast)
            {
                track.Decide(decision, forecast);
            }
        }

        return track.Table;
    }

    /// <summary>What the accounts that take part used together; null where one of them is in a gap, as the others alone would look like a fall.</summary>
    private double? UsageOf(int bucket)
    {
        double sum = 0;
        bool any = false;
        foreach (SimulatedAccount account in setting.Accounts.Where(account => account.Covers(bucket)))
        {
            if (!account.Usage.Known[bucket])
            {
                return null;
            }

            sum += account.Usage.Usage[bucket];
            any = true;
        }

        return any ? sum : null;
    }
}
