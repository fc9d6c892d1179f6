using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.CommandLine;
using CapacityFunctions.Cli.Tests.Trainings;

namespace CapacityFunctions.Cli.Tests.Backtests;

/// <summary>Backtests of models that learn over all series.</summary>
public sealed class LearnedBacktestTests : IDisposable
{
    private const int FirstOrigin = 228;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Backtest_FutureChanges_LeaveEarlierForecastsOfLearnedModelsAsTheyWere()
    {
        // Origins at hours 228 and 234; all that lies at and after the first changes, in every series.
        BacktestRow[] before = await BacktestAsync(change: null, threads: 1);
        BacktestRow[] after = await BacktestAsync((hour, value) => hour >= FirstOrigin ? (3 * value) + (hour % 7) : value, threads: 2);

        Assert.Equal(["seasonal-naive", "lstm", "gbm", "auto"], before.Select(row => row.Model).Distinct(StringComparer.Ordinal));
        Assert.Equal(5 * 2 * 4 * 6, before.Length);
        Assert.Equal(First(before).Select(row => row.Forecast), First(after).Select(row => row.Forecast));
        Assert.NotEqual(First(before).Select(row => row.Actual), First(after).Select(row => row.Actual));

        // The second origin sees it, with every model.
        Assert.All(before.Zip(after).Where(pair => pair.First.Origin > BacktestUsage.Hour(FirstOrigin) && pair.First.Step == 1), pair =>
            Assert.NotEqual(pair.First.Forecast, pair.Second.Forecast));

        static IEnumerable<BacktestRow> First(BacktestRow[] rows) => rows.Where(row => row.Origin == BacktestUsage.Hour(FirstOrigin));
    }

    [Fact]
    public async Task Backtest_TooFewSeriesForNamedLearner_SaysWhatIsNeeded()
    {
        string usage = _folder.Write("u.csv", BacktestUsage.Csv(accounts: 4));

        Invocation named = await Invocation.RunAsync("backtest", "--input", usage, "--horizon", "6", "--origins", "2", "--models", "auto,gbm");

        Assert.EndsWith(
            "u.csv: --models gbm: needs at least 5 series of 4 days each to learn from, before an origin", named.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_TooShortBeforeAnOrigin_LeavesLearnedModelsOutThere()
    {
        // Six days: four days and 18 hours lie before the second origin, three days and 22 hours before the first.
        string usage = _folder.Write("u.csv", TrainedFolder.Csv(accounts: 5));

        Invocation invocation = await Invocation.RunAsync(
            "backtest", "--input", usage, "--horizon", "30", "--origins", "2", "--step", "20", "--models", "gbm", "--output", _folder.PathOf("b.csv"), "--report", _folder.PathOf("b.json"));

        Assert.Equal((ExitCodes.Success, string.Empty), (invocation.ExitCode, invocation.Error));
        BacktestRow[] rows = BacktestRow.Read(_folder.PathOf("b.csv"));
        Assert.Equal([BacktestUsage.Hour(94), BacktestUsage.Hour(114)], Origins("seasonal-naive"));
        Assert.Equal([BacktestUsage.Hour(114)], Origins("gbm"));
        Assert.Contains("gbm learned over all series, anew for each of the origins: ", invocation.Output, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(_folder.PathOf("b.json")));
        Assert.Equal(["gbm"], report.RootElement.GetProperty("learned").EnumerateArray().Select(name => name.GetString()));
        Assert.True(report.RootElement.GetProperty("learningSeconds").GetDouble() > 0);

        IEnumerable<DateTimeOffset> Origins(string model) => rows.Where(row => row.Model == model).Select(row => row.Origin).Distinct();
    }

    private async Task<BacktestRow[]> BacktestAsync(Func<int, double, double?>? change, int threads)
    {
        Invocation invocation = await Invocation.RunAsync(
            "backtest", "--input", _folder.Write("u.csv", BacktestUsage.Csv(accounts: 5, change)), "--output", _folder.PathOf("b.csv"),
            "--horizon", "6", "--origins", "2", "--models", "lstm,gbm,auto", "--threads", $"{threads}");
        Assert.Equal((ExitCodes.Success, string.Empty), (invocation.ExitCode, invocation.Error));
        return BacktestRow.Read(_folder.PathOf("b.csv"));
    }
}
