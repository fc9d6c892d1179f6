using System.Diagnostics;
using System.Globalization;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Benchmarks.Regressors;

/// <summary>The same forecasts with and without external inputs, on public sets that have some.</summary>
internal static class RegressorSuite
{
    public const string FolderVariable = "CAPACITY_DATA";

    /// <param name="folder">Where the sets are.</param>
    /// <param name="knowledge">Whether later values of the inputs count as known.</param>
    /// <param name="isSmoke">One account and one origin of each set.</param>
    /// <param name="filter">Part of the names of the sets to run; empty for all.</param>
    /// <param name="output">Gets the table.</param>
    public static int Run(string folder, InputKnowledge knowledge, bool isSmoke, string filter, TextWriter output)
    {
        ResultTable table = new("set", "series", "forecasts", "loss without", "with ÷ without", "worst series", "CPU s without", "with ÷ without", "kept");
        foreach (RegressorSet set in RegressorSet.All.Where(set => set.Stem.Contains(filter, StringComparison.Ordinal)))
        {
            RegressorSet sized = isSmoke ? set with { Accounts = 1, Origins = 1, History = Math.Min(set.History, 700) } : set;
            RegressorScore[] scores = [.. Measure(RegressorData.Read(folder, set.Stem), sized, knowledge)];
            table.Add(Row(set, scores));
        }

        table.Write(output);
        return 0;
    }

    private static IEnumerable<RegressorScore> Measure(RegressorData data, RegressorSet set, InputKnowledge knowledge)
    {
        WorkloadPredictionEngine engine = new();
        IReadOnlyList<string> accounts = data.Accounts;
        int count = Math.Min(set.Accounts, accounts.Count);
        for (int i = 0; i < count; i++)
        {
            string account = accounts[i * accounts.Count / count];
            TimeSeries series = data.SeriesOf(account, set.Step);
            ExternalInputs inputs = data.InputsOf(account, knowledge);
            int first = Math.Min(set.History, series.Length * 2 / 3);
            RegressorScore score = new();
            for (int origin = 0; origin < set.Origins; origin++)
            {
                // Odd distances, so that origins fall on different hours and weekdays.
                int distance = Math.Max(1, (series.Length - set.Horizon - first) / set.Origins) | 1;
                int end = Math.Min(first + (origin * distance), series.Length - set.Horizon);
                Add(score, engine, series.Slice(Math.Max(0, end - set.History), Math.Min(end, set.History)), series.Slice(end, set.Horizon), inputs);
            }

            yield return score;
        }
    }

    private static void Add(RegressorScore score, WorkloadPredictionEngine engine, TimeSeries history, TimeSeries actual, ExternalInputs inputs)
    {
        HorizonSpec horizon = HorizonSpec.For(history.Step, actual.Length);
        double scale = ForecastAccuracy.SeasonalNaiveScale(GapRepair.Fill(history, 1), history.Step < TimeSpan.FromDays(1) ? 24 : 1);
        if (scale <= 0 || actual.KnownCount == 0)
        {
            return;
        }

        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        TrainedModel plain = engine.Train(history, horizon);
        TimeSpan between = Process.GetCurrentProcess().TotalProcessorTime;
        TrainedModel informed = engine.Train(history, horizon, inputs);
        score.SecondsWith += (Process.GetCurrentProcess().TotalProcessorTime - between).TotalSeconds;
        score.SecondsWithout += (between - before).TotalSeconds;
        score.LossWithout += Loss(plain.Forecast(), actual) / scale;
        score.LossWith += Loss(informed.Forecast(inputs), actual) / scale;
        score.Forecasts++;
        foreach (InputUse use in informed.Inputs.Where(use => use.IsKept))
        {
            score.Kept[use.Name] = score.Kept.GetValueOrDefault(use.Name) + 1;
        }
    }

    private static double Loss(Forecast forecast, TimeSeries actual)
    {
        double sum = 0;
        for (int step = 0; step < actual.Length; step++)
        {
            if (!actual.TryGetValue(step, out double value))
            {
                continue;
            }

            for (int twentieth = 1; twentieth < 20; twentieth++)
            {
                double probability = twentieth / 20.0;
                sum += ForecastAccuracy.Pinball(value, forecast.QuantileAt(step, probability), probability);
            }
        }

        return sum / (19 * actual.KnownCount);
    }

    private static string[] Row(RegressorSet set, RegressorScore[] scores)
    {
        double without = scores.Sum(score => score.LossWithout);
        double[] ratios = [.. scores.Where(score => score.LossWithout > 0).Select(score => score.LossWith / score.LossWithout)];
        int forecasts = scores.Sum(score => score.Forecasts);
        double seconds = scores.Sum(score => score.SecondsWithout);
        IEnumerable<string> kept = scores
            .SelectMany(score => score.Kept)
            .GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {100.0 * entry.Sum(count => count.Value) / forecasts:0} %"));
        return
        [
            set.Stem,
            $"{scores.Length}",
            $"{forecasts}",
            Text(without / forecasts),
            Text(Math.Exp(ratios.Average(Math.Log))),
            Text(ratios.Max()),
            Text(seconds / forecasts),
            Text(scores.Sum(score => score.SecondsWith) / seconds),
            string.Join(", ", kept),
        ];
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
