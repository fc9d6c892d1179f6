using System.Globalization;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Benchmarks.Learned;

/// <summary>What learning over many accounts is worth on public sets, and what it costs. Nothing after an origin reaches any training.</summary>
/// <param name="sizes">How much of the sets is used.</param>
/// <param name="folder">Where the sets are.</param>
/// <param name="output">Gets the tables.</param>
internal sealed class LearnedSuite(LearnedSizes sizes, string folder, TextWriter output)
{
    public const string FolderVariable = "CAPACITY_DATA";

    private const int Day = 24;
    private const int ShortHistory = 2 * Day;
    private static readonly TimeSpan BudgetOfSeries = TimeSpan.FromSeconds(0.5);

    /// <summary>The automatic choice with and without learned models, at the same origins.</summary>
    public void RunGain()
    {
        ResultTable table = new("set, half", "series", "origins", "÷ seasonal naive without", "with", "with ÷ without", "better", "p", "MASE without", "with", "coverage");
        foreach (UsageSet set in Sets())
        {
            (string Account, TimeSeries Usage)[] accounts = AccountsOf(set);
            List<OriginScore> naive = [];
            List<OriginScore> without = [];
            List<OriginScore> with = [];
            foreach (int back in OriginsBack())
            {
                PanelTraining learned = new(accounts.Select(account => (account.Account, Head(account.Usage, back))), sizes.Horizon, accounts.Length * BudgetOfSeries);
                Score(accounts, back, naive, _ => MachineLearningMethods.Catalog, MethodCatalog.SeasonalNaive);
                Score(accounts, back, without, _ => MachineLearningMethods.Catalog);
                Score(accounts, back, with, learned.CatalogFor);
            }

            foreach (bool tuning in new[] { true, false })
            {
                List<OriginScore> baseline = Half(naive, set, accounts, tuning);
                ModelAccuracy plain = ModelAccuracy.Of(Half(without, set, accounts, tuning), baseline)!;
                ModelAccuracy mixed = ModelAccuracy.Of(Half(with, set, accounts, tuning), baseline)!;
                ModelAccuracy gain = ModelAccuracy.Of(Half(with, set, accounts, tuning), Half(without, set, accounts, tuning))!;
                table.Add(
                    $"{set.Name}, {(tuning ? "tuning" : "reported")}",
                    $"{gain.Series}",
                    $"{gain.Origins}",
                    Text(plain.RelativeLoss),
                    Text(mixed.RelativeLoss),
                    Text(gain.RelativeLoss),
                    $"{gain.BySeries.Wins}:{gain.BySeries.Losses}",
                    Text(gain.BySeries.PValue),
                    Text(plain.Scaled?.Mase),
                    Text(mixed.Scaled?.Mase),
                    Text(mixed.Coverage90));
            }
        }

        table.Write(output);
    }

    /// <summary>Accounts of the reported half with two days of history, from models of the others.</summary>
    public void RunColdStart()
    {
        ResultTable table = new("set", "new accounts", "origins", "MASE seasonal naive", "without learning", "with", "with ÷ seasonal naive", "quantile loss ÷ its", "better", "p", "coverage");
        List<OriginScore> allNaive = [];
        List<OriginScore> allWithout = [];
        List<OriginScore> allWith = [];
        int allSeries = 0;
        foreach (UsageSet set in Sets())
        {
            (string Account, TimeSeries Usage)[] accounts = AccountsOf(set);
            (string Account, TimeSeries Usage)[] known = [.. accounts.Where(account => set.IsForTuning(account.Account))];
            (string Account, TimeSeries Usage)[] others = [.. accounts.Where(account => !set.IsForTuning(account.Account))];
            List<OriginScore> naive = [];
            List<OriginScore> without = [];
            List<OriginScore> with = [];
            foreach (int back in OriginsBack())
            {
                PanelTraining learned = new(known.Select(account => (account.Account, Head(account.Usage, back))), sizes.Horizon, known.Length * BudgetOfSeries);
                Score(others, back, naive, _ => MachineLearningMethods.Catalog, MethodCatalog.SeasonalNaive, ShortHistory);
                Score(others, back, without, _ => MachineLearningMethods.Catalog, null, ShortHistory);
                Score(others, back, with, learned.CatalogFor, null, ShortHistory);
            }

            AddColdStart(table, set.Name, naive, without, with);
            allNaive.AddRange(Moved(naive, allSeries));
            allWithout.AddRange(Moved(without, allSeries));
            allWith.AddRange(Moved(with, allSeries));
            allSeries += others.Length;
        }

        AddColdStart(table, "all", allNaive, allWithout, allWith);
        table.Write(output);
    }

    private static void AddColdStart(ResultTable table, string name, List<OriginScore> naive, List<OriginScore> without, List<OriginScore> with)
    {
        ModelAccuracy old = ModelAccuracy.Of(naive, naive)!;
        ModelAccuracy plain = ModelAccuracy.Of(without, naive)!;
        ModelAccuracy mixed = ModelAccuracy.Of(with, naive)!;
        table.Add(
            name,
            $"{mixed.Series}",
            $"{mixed.Origins}",
            Text(old.Scaled?.Mase),
            Text(plain.Scaled?.Mase),
            Text(mixed.Scaled?.Mase),
            Text(mixed.Scaled?.Mase / old.Scaled?.Mase),
            Text(mixed.RelativeLoss),
            $"{mixed.BySeries.Wins}:{mixed.BySeries.Losses}",
            Text(mixed.BySeries.PValue),
            Text(mixed.Coverage90));
    }

    /// <summary>The scores of another set's series, numbered after those before them.</summary>
    private static IEnumerable<OriginScore> Moved(List<OriginScore> scores, int by) => scores.Select(score => score with { Series = score.Series + by });

    /// <summary>Seconds of training, milliseconds of scoring and bytes of state.</summary>
    public void RunCost()
    {
        UsageSet set = UsageSet.All[1];
        (string Account, TimeSeries Usage)[] accounts = AccountsOf(set);
        new CostTable(accounts, sizes.MostAccounts, output).Write();
    }

    private IEnumerable<UsageSet> Sets() => UsageSet.All.Where(set => set.Name.Contains(sizes.Filter, StringComparison.Ordinal));

    private (string Account, TimeSeries Usage)[] AccountsOf(UsageSet set) => [.. set.Read(folder).Take(sizes.MostAccounts)];

    /// <summary>How far before the end of the usage each origin lies: days and hours that visit all of both.</summary>
    private IEnumerable<int> OriginsBack() => Enumerable.Range(0, sizes.Origins).Select(i => sizes.Horizon.Steps + (i * 29));

    private static TimeSeries Head(TimeSeries usage, int back) => usage.Head(Math.Max(0, usage.Length - back));

    private void Score(
        (string Account, TimeSeries Usage)[] accounts,
        int back,
        List<OriginScore> scores,
        Func<string, MethodCatalog> catalog,
        string? method = null,
        int history = int.MaxValue)
    {
        OriginScore?[] found = new OriginScore?[accounts.Length];
        PredictionOptions options = new() { Methods = method is null ? null : [method] };
        Parallel.For(0, accounts.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            (string account, TimeSeries usage) = accounts[index];
            TimeSeries past = Head(usage, back);
            TimeSeries outcomes = usage.Slice(past.Length, sizes.Horizon.Steps);
            if (past.KnownCount < ShortHistory)
            {
                return;
            }

            TimeSeries seen = past.Tail(Math.Min(history, past.Length));
            Forecast forecast = new WorkloadPredictionEngine(options, catalog(account)).Train(seen, sizes.Horizon).Forecast();

            // Scaled by all of the past, also where the forecast saw two days: a scale of two days would be chance.
            if (ForecastScore.Of(forecast, past, outcomes, Day) is { } score)
            {
                found[index] = new OriginScore(index, past.Length, score);
            }
        });
        scores.AddRange(found.OfType<OriginScore>());
    }

    private static List<OriginScore> Half(List<OriginScore> scores, UsageSet set, (string Account, TimeSeries Usage)[] accounts, bool tuning) =>
        [.. scores.Where(score => set.IsForTuning(accounts[score.Series].Account) == tuning)];

    private static string Text(double? value) => value is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
