using System.Globalization;
using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.CommandLine;
using CapacityFunctions.Cli.Tests.Trainings;

namespace CapacityFunctions.Cli.Tests.Backtests;

/// <summary>Backtests of models that learn over all series.</summary>
public sealed class LearnedBacktestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Backtest_FutureChanges_AreSeenByLaterOriginsAlone()
    {
        // Origins at hours 228 and 234; all that lies at and after the first changes, in every series.
        string[] options = ["--origins", "2", "--models", "lstm"];
        BacktestRow[] before = await BacktestAsync([.. options, "--threads", "1"], change: null);
        BacktestRow[] after = await BacktestAsync([.. options, "--threads", "2"], (hour, value) => hour >= 228 ? Changed(hour, value) : value);

        Assert.Equal(5 * 2 * 2 * 6, before.Length);
        Assert.Equal(At(before, 228).Select(row => row.Forecast), At(after, 228).Select(row => row.Forecast));
        Assert.NotEqual(At(before, 228).Select(row => row.Actual), At(after, 228).Select(row => row.Actual));
        Assert.All(
            At(before, 234).Zip(At(after, 234)).Where(pair => pair.First.Model == "lstm"),
            pair => Assert.NotEqual(pair.First.Forecast, pair.Second.Forecast));

        static IEnumerable<BacktestRow> At(BacktestRow[] rows, int hour) => rows.Where(row => row.Origin == BacktestUsage.Hour(hour));
    }

    [Fact]
    public async Task Backtest_OutcomesChange_LeavesForecastsOfLearnedModelsAndTheChoiceAsTheyWere()
    {
        string[] options = ["--origins", "1", "--models", "gbm,auto"];
        BacktestRow[] before = await BacktestAsync([.. options, "--threads", "1"], change: null);
        BacktestRow[] after = await BacktestAsync([.. options, "--threads", "2"], (hour, value) => hour >= 234 ? Changed(hour, value) : value);

        Assert.Equal(["seasonal-naive", "gbm", "auto"], before.Select(row => row.Model).Distinct(StringComparer.Ordinal));
        Assert.Equal(5 * 3 * 6, before.Length);
        Assert.Equal(before.Select(row => row.Forecast), after.Select(row => row.Forecast));
        Assert.NotEqual(before.Select(row => row.Actual), after.Select(row => row.Actual));
    }

    [Fact]
    public async Task Backtest_LearnedModel_ForecastsAsForecastDoesFromWhatLiesBefore()
    {
        BacktestRow[] backtest = await BacktestAsync(["--origins", "1", "--models", "lstm"], change: null);
        string past = _folder.Write("past.csv", BacktestUsage.Csv(accounts: 5, (hour, value) => hour < 234 ? value : null));

        Invocation forecast = await Invocation.RunAsync("forecast", "--input", past, "--horizon", "6", "--models", "lstm");

        // Columns: account, resource type, timestamp, model, mean.
        Assert.Equal(
            backtest.Where(row => row.Model == "lstm").Select(row => row.Mean),
            forecast.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => double.Parse(line.Split(',')[4], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Backtest_TooFewSeriesForNamedLearner_SaysWhatIsNeeded()
    {
        string usage = _folder.Write("u.csv", BacktestUsage.Csv(accounts: 4));

        Invocation named = await Invocation.RunAsync("backtest", "--input", usage, "--horizon", "6", "--origins", "2", "--models", "auto,gbm");

        Assert.EndsWith(
            "u.csv: --models gbm: needs at least 5 series of 5 days each to learn from, before an origin", named.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_TooShortBeforeAnOrigin_LeavesLearnedModelsOutThere()
    {
        // Six days: five days and 4 hours lie before the second origin, four days and 8 hours before the first.
        string usage = _folder.Write("u.csv", TrainedFolder.Csv(accounts: 5));

        Invocation invocation = await Invocation.RunAsync(
            "backtest", "--input", usage, "--horizon", "20", "--origins", "2", "--step", "20", "--models", "gbm", "--output", _folder.PathOf("b.csv"), "--report", _folder.PathOf("b.json"));

        Assert.Equal((ExitCodes.Success, string.Empty), (invocation.ExitCode, invocation.Error));
        BacktestRow[] rows = BacktestRow.Read(_folder.PathOf("b.csv"));
        Assert.Equal([BacktestUsage.Hour(104), BacktestUsage.Hour(124)], Origins("seasonal-naive"));
        Assert.Equal([BacktestUsage.Hour(124)], Origins("gbm"));
        Assert.Contains("gbm learned over all series, anew for each of the origins: ", invocation.Output, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(_folder.PathOf("b.json")));
        Assert.Equal(["gbm"], report.RootElement.GetProperty("learned").EnumerateArray().Select(name => name.GetString()));
        Assert.True(report.RootElement.GetProperty("learningSeconds").GetDouble() > 0);

        IEnumerable<DateTimeOffset> Origins(string model) => rows.Where(row => row.Model == model).Select(row => row.Origin).Distinct();
    }

    private static double Changed(int hour, double value) => (3 * value) + (hour % 7);

    private async Task<BacktestRow[]> BacktestAsync(string[] options, Func<int, double, double?>? change)
    {
        Invocation invocation = await Invocation.RunAsync(
            ["backtest", "--input", _folder.Write("u.csv", BacktestUsage.Csv(accounts: 5, change)), "--output", _folder.PathOf("b.csv"), "--horizon", "6", .. options]);
        Assert.Equal((ExitCodes.Success, string.Empty), (invocation.ExitCode, invocation.Error));
        return BacktestRow.Read(_folder.PathOf("b.csv"));
    }
}
