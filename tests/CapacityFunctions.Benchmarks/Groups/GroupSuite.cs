using System.Globalization;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Benchmarks.Groups;

/// <summary>
/// Whether the group's 90 % interval holds what it promises, and how much narrower it is than the accounts' quantiles added up. Every account is
/// trained on what was known, again every few days, and advanced in between; nothing after an origin reaches its forecast.
/// </summary>
internal static class GroupSuite
{
    private const double Level = 0.9;
    private const int HistoryDays = 14;
    private const int RetrainDays = 3;

    /// <param name="folder">Where the sets are.</param>
    /// <param name="filter">Part of the names of the sets to run; empty for all.</param>
    /// <param name="mostAccounts">Of each set.</param>
    /// <param name="mostOrigins">Of each set.</param>
    /// <param name="output">Gets the table.</param>
    public static int Run(string folder, string filter, int mostAccounts, int mostOrigins, TextWriter output)
    {
        ResultTable table = new(
            "set, horizon", "accounts", "forecasts", "coverage of 90 %", "below", "above", "before its own outcomes", "accounts' own", "95 % quantile", "accounts' own added", "headroom ÷ theirs");
        foreach (GroupSet set in GroupSet.All.Where(set => set.Usage.Name.Contains(filter, StringComparison.Ordinal)))
        {
            (string Account, TimeSeries Usage)[] accounts = [.. set.Usage.Read(folder).Take(mostAccounts)];
            int[] judged = [.. Judged(set, accounts.Min(account => account.Usage.Length)).Take(mostOrigins)];
            GroupForecasts group = new(accounts.Length, [.. Origins(set, accounts[0].Usage, judged)]);
            Parallel.For(0, accounts.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
                Forecast(set, accounts[index], index, group));
            table.Add(Row(set, accounts, judged, group));
        }

        table.Write(output);
        return 0;
    }

    /// <summary>The origins that are reported.</summary>
    private static IEnumerable<int> Judged(GroupSet set, int length)
    {
        for (int origin = First(set); origin + set.Horizon.Steps <= length; origin += set.OriginSteps)
        {
            yield return origin;
        }
    }

    /// <summary>Those and the ones of the raster, from which the group learns.</summary>
    private static IEnumerable<int> Origins(GroupSet set, TimeSeries usage, int[] judged) => Enumerable
        .Range(First(set), judged[^1] - First(set) + 1)
        .Where(step => judged.Contains(step) || usage.TimestampAt(step).UtcTicks / set.Horizon.Grid.Ticks % set.Horizon.OriginStride == 0);

    private static int First(GroupSet set) => (int)(TimeSpan.FromDays(HistoryDays) / set.Horizon.Grid);

    private static void Forecast(GroupSet set, (string Account, TimeSeries Usage) account, int index, GroupForecasts group)
    {
        WorkloadPredictionEngine engine = new(catalog: MachineLearningMethods.Catalog);
        int retrainSteps = (int)(TimeSpan.FromDays(RetrainDays) / set.Horizon.Grid);
        TrainedModel? model = null;
        int trainedAt = 0;
        for (int i = 0; i < group.Origins.Count; i++)
        {
            int origin = group.Origins[i];
            TimeSeries past = account.Usage.Head(origin);
            bool isDue = model is null || origin - trainedAt >= retrainSteps;
            trainedAt = isDue ? origin : trainedAt;
            model = isDue ? engine.Train(past, set.Horizon) : model!.Update(past);
            Forecast forecast = model.Forecast();
            group.Parts[index, i] = GroupDemand.Of(account.Account, forecast, model.Errors);
            PredictionInterval own = forecast.Interval(Level);
            group.Quantiles[index, i] = [.. own.Upper];
            for (int step = 0; step < forecast.Horizon; step++)
            {
                if (account.Usage.TryGetValue(origin + step, out double value))
                {
                    (int inside, int known) = group.Own[index];
                    group.Own[index] = (inside + (value >= own.Lower[step] && value <= own.Upper[step] ? 1 : 0), known + 1);
                }
            }
        }
    }

    private static string[] Row(GroupSet set, (string Account, TimeSeries Usage)[] accounts, int[] judged, GroupForecasts group)
    {
        CoverageCount calibrated = new();
        CoverageCount added = new();
        double mean = 0;
        double quantile = 0;
        double ownQuantiles = 0;
        GroupCalibration calibration = GroupCalibration.New(set.Horizon);
        int seen = group.Origins[0];
        for (int i = 0; i < group.Origins.Count; i++)
        {
            int origin = group.Origins[i];
            for (; seen < origin; seen++)
            {
                if (TryTotal(accounts, seen, out double total))
                {
                    calibration = calibration.Observe(accounts[0].Usage.TimestampAt(seen), total, accounts.Length);
                }
            }

            GroupDemand demand = group.Sum(i);
            calibration = calibration.Include(demand);
            if (!judged.Contains(origin))
            {
                continue;
            }

            PredictionInterval interval = calibration.Forecast(demand).Interval(Level);
            PredictionInterval plain = demand.ToForecast().Interval(Level);
            for (int step = 0; step < interval.Upper.Count; step++)
            {
                if (TryTotal(accounts, origin + step, out double total))
                {
                    calibrated.Add(total, interval.Lower[step], interval.Upper[step]);
                    added.Add(total, plain.Lower[step], plain.Upper[step]);
                    mean += demand.MeanAt(step);
                    quantile += interval.Upper[step];
                    ownQuantiles += group.AddedQuantile(i, step);
                }
            }
        }

        return
        [
            set.Usage.Name,
            $"{accounts.Length}",
            $"{judged.Length}",
            Text(calibrated.Inside),
            Text(calibrated.Below),
            Text(calibrated.Above),
            Text(added.Inside),
            Text((double)group.Own.Sum(own => own.Inside) / group.Own.Sum(own => own.Known)),
            (quantile / calibrated.Known).ToString("0.#", CultureInfo.InvariantCulture),
            (ownQuantiles / calibrated.Known).ToString("0.#", CultureInfo.InvariantCulture),
            Text((quantile - mean) / (ownQuantiles - mean)),
        ];
    }

    /// <summary>What all accounts used together; false where one of them is not known.</summary>
    private static bool TryTotal((string Account, TimeSeries Usage)[] accounts, int step, out double total)
    {
        total = 0;
        foreach ((_, TimeSeries usage) in accounts)
        {
            if (!usage.TryGetValue(step, out double value))
            {
                return false;
            }

            total += value;
        }

        return true;
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
