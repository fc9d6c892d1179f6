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
        ResultTable table = new("set, horizon", "accounts", "forecasts", "coverage of 90 %", "below", "above", "accounts' own", "95 % quantile", "accounts' own added", "headroom ÷ theirs");
        foreach (GroupSet set in GroupSet.All.Where(set => set.Usage.Name.Contains(filter, StringComparison.Ordinal)))
        {
            (string Account, TimeSeries Usage)[] accounts = [.. set.Usage.Read(folder).Take(mostAccounts)];
            int[] origins = [.. Origins(set, accounts.Min(account => account.Usage.Length)).Take(mostOrigins)];
            GroupForecasts group = new(accounts.Length, origins.Length);
            Parallel.For(0, accounts.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
                Forecast(set, accounts[index], origins, index, group));
            table.Add(Row(set, accounts, origins, group));
        }

        table.Write(output);
        return 0;
    }

    private static IEnumerable<int> Origins(GroupSet set, int length)
    {
        int first = (int)(TimeSpan.FromDays(HistoryDays) / set.Horizon.Grid);
        for (int origin = first; origin + set.Horizon.Steps <= length; origin += set.OriginSteps)
        {
            yield return origin;
        }
    }

    private static void Forecast(GroupSet set, (string Account, TimeSeries Usage) account, int[] origins, int index, GroupForecasts group)
    {
        WorkloadPredictionEngine engine = new(catalog: MachineLearningMethods.Catalog);
        int retrainSteps = (int)(TimeSpan.FromDays(RetrainDays) / set.Horizon.Grid);
        TrainedModel? model = null;
        int trainedAt = 0;
        for (int i = 0; i < origins.Length; i++)
        {
            TimeSeries past = account.Usage.Head(origins[i]);
            bool isDue = model is null || origins[i] - trainedAt >= retrainSteps;
            trainedAt = isDue ? origins[i] : trainedAt;
            model = isDue ? engine.Train(past, set.Horizon) : model!.Update(past);
            Forecast forecast = model.Forecast();
            group.Parts[index, i] = GroupDemand.Of(account.Account, forecast, model.Errors);
            PredictionInterval own = forecast.Interval(Level);
            group.Quantiles[index, i] = [.. own.Upper];
            for (int step = 0; step < forecast.Horizon; step++)
            {
                if (account.Usage.TryGetValue(origins[i] + step, out double value))
                {
                    (int inside, int known) = group.Own[index];
                    group.Own[index] = (inside + (value >= own.Lower[step] && value <= own.Upper[step] ? 1 : 0), known + 1);
                }
            }
        }
    }

    private static string[] Row(GroupSet set, (string Account, TimeSeries Usage)[] accounts, int[] origins, GroupForecasts group)
    {
        int below = 0;
        int above = 0;
        int known = 0;
        double mean = 0;
        double quantile = 0;
        double added = 0;
        for (int i = 0; i < origins.Length; i++)
        {
            Forecast forecast = group.Sum(i);
            PredictionInterval interval = forecast.Interval(Level);
            for (int step = 0; step < forecast.Horizon; step++)
            {
                if (!TryTotal(accounts, origins[i] + step, out double total))
                {
                    continue;
                }

                known++;
                below += total < interval.Lower[step] ? 1 : 0;
                above += total > interval.Upper[step] ? 1 : 0;
                mean += forecast.Mean[step];
                quantile += interval.Upper[step];
                added += group.AddedQuantile(i, step);
            }
        }

        return
        [
            set.Usage.Name,
            $"{accounts.Length}",
            $"{origins.Length}",
            Text(1 - ((double)(below + above) / known)),
            Text((double)below / known),
            Text((double)above / known),
            Text((double)group.Own.Sum(own => own.Inside) / group.Own.Sum(own => own.Known)),
            (quantile / known).ToString("0.#", CultureInfo.InvariantCulture),
            (added / known).ToString("0.#", CultureInfo.InvariantCulture),
            Text((quantile - mean) / (added - mean)),
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
