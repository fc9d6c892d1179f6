using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.CommandLine;

namespace CapacityFunctions.Cli.Tests.Backtests;

public sealed class BacktestCommandTests : IDisposable
{
    private static readonly string[] Few = ["--models", "auto,ets,theta", "--periods", "24"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Backtest_Csv_HasOriginsStepsAndOutcomesOfItsContract()
    {
        await BacktestAsync(BacktestUsage.Csv(accounts: 2), ["--horizon", "12", "--origins", "3", "--step", "24", .. Few]);

        Assert.StartsWith("account_id,resource_type,origin,model,step,timestamp,actual,mean,lo_90,hi_90\n", File.ReadAllText(_folder.PathOf("b.csv")), StringComparison.Ordinal);
        BacktestRow[] rows = BacktestRow.Read(_folder.PathOf("b.csv"));

        // Two accounts, three origins, the four models with seasonal naive first, twelve steps.
        Assert.Equal(2 * 3 * 4 * 12, rows.Length);
        Assert.Equal(["seasonal-naive", "auto", "ets", "theta"], rows.Select(row => row.Model).Distinct(StringComparer.Ordinal));

        // Ten days end before the 12th at 0 h: the last origin leaves 12 of their hours, the others lie a day apart.
        Assert.Equal(
            [BacktestUsage.Hour(180), BacktestUsage.Hour(204), BacktestUsage.Hour(228)],
            rows.Where(row => row.Account == "account-1").Select(row => row.Origin).Distinct());
        Assert.All(rows, row =>
        {
            Assert.Equal(row.Origin.AddHours(row.Step - 1), row.Timestamp);
            Assert.Equal(BacktestUsage.Value(row.Account == "account-0" ? 0 : 1, row.Timestamp), row.Actual);
            Assert.True(row.Lower(90) <= row.Upper(90));
        });

        // Seasonal naive with a day is the usage of the day before.
        BacktestRow naive = rows.First(row => row.Model == "seasonal-naive" && row.Step == 5);
        Assert.Equal(BacktestUsage.Value(0, naive.Timestamp.AddDays(-1)), naive.Mean, 1e-9);
    }

    [Fact]
    public async Task Backtest_Report_FollowsFromTheCsv()
    {
        string usage = BacktestUsage.Csv(accounts: 2);
        await BacktestAsync(
            usage,
            ["--horizon", "24", "--origins", "2", .. Few, "--levels", "90,80,70,60,50,40,30,20,10,0.001"]);

        BacktestRow[] rows = BacktestRow.Read(_folder.PathOf("b.csv"));
        using JsonDocument report = Report();
        foreach (JsonElement model in report.RootElement.GetProperty("models").EnumerateArray())
        {
            string name = model.GetProperty("model").GetString()!;
            ExpectedMeasures expected = ExpectedMeasures.Of(rows.Where(row => row.Model == name), period: 24);
            Assert.Equal(expected.Mase, model.GetProperty("mase").GetDouble(), 1e-9);
            Assert.Equal(expected.Smape, model.GetProperty("smape").GetDouble(), 1e-9);
            Assert.Equal(expected.Msis90, model.GetProperty("msis90").GetDouble(), 1e-9);
            Assert.Equal(expected.Coverage90, model.GetProperty("coverage90").GetDouble(), 1e-9);

            // The median is read from the bounds of a level of 0.001 %.
            Assert.Equal(expected.ScaledPinball, model.GetProperty("scaledPinball").GetDouble(), 1e-5);
            Assert.True(model.GetProperty("secondsPerSeries").GetDouble() > 0);
        }

        Assert.Equal(4, report.RootElement.GetProperty("models").GetArrayLength());
    }

    [Fact]
    public async Task Backtest_Report_ComparesWithSeasonalNaive()
    {
        await BacktestAsync(BacktestUsage.Csv(accounts: 3), ["--horizon", "24", "--origins", "2", .. Few, "--threads", "1"]);

        using JsonDocument report = Report();
        JsonElement[] models = [.. report.RootElement.GetProperty("models").EnumerateArray()];
        double[] losses = [.. models.Select(model => model.GetProperty("scaledPinball").GetDouble())];
        Assert.Equal(losses.Order(), losses);
        JsonElement naive = Assert.Single(models, model => model.GetProperty("model").GetString() == "seasonal-naive");
        Assert.Equal(1, naive.GetProperty("relativeLoss").GetDouble(), 1e-12);
        Assert.Equal(JsonValueKind.Null, naive.GetProperty("testBySeries").ValueKind);
        JsonElement automatic = Assert.Single(models, model => model.GetProperty("model").GetString() == "auto");
        JsonElement test = automatic.GetProperty("testByOrigin");
        Assert.Equal(3 * 2, test.GetProperty("wins").GetInt32() + test.GetProperty("losses").GetInt32() + test.GetProperty("ties").GetInt32());
        Assert.InRange(test.GetProperty("pValue").GetDouble(), 1e-9, 1);
        Assert.All(models, model => Assert.True(model.GetProperty("cpuSecondsPerSeries").GetDouble() >= 0));
    }

    [Fact]
    public async Task Backtest_AnyNumberOfThreads_WritesTheSameBytes()
    {
        string usage = BacktestUsage.Csv(accounts: 3);
        await BacktestAsync(usage, ["--horizon", "12", "--origins", "2", "--threads", "1"]);
        byte[] one = File.ReadAllBytes(_folder.PathOf("b.csv"));
        string[] oneMeasures = Measures();
        await BacktestAsync(usage, ["--horizon", "12", "--origins", "2", "--threads", "4"]);

        Assert.NotEmpty(one);
        Assert.Equal(one, File.ReadAllBytes(_folder.PathOf("b.csv")));
        Assert.NotEmpty(oneMeasures);
        Assert.Equal(oneMeasures, Measures());
    }

    [Fact]
    public async Task Backtest_FutureChanges_LeaveEarlierForecastsAsTheyWere()
    {
        // Origins at hours 192 and 216; what changes lies at and after the second.
        string[] options = ["--horizon", "24", "--origins", "2", "--models", "all"];
        await BacktestAsync(BacktestUsage.Csv(accounts: 1), options);
        BacktestRow[] before = BacktestRow.Read(_folder.PathOf("b.csv"));
        await BacktestAsync(BacktestUsage.Csv(accounts: 1, change: (hour, value) => hour >= 216 ? (3 * value) + (hour % 7) : value), options);
        BacktestRow[] after = BacktestRow.Read(_folder.PathOf("b.csv"));

        // Neither origin sees it, yet the outcomes of the second one are others.
        Assert.Equal(before.Select(row => row.Forecast), after.Select(row => row.Forecast));
        Assert.NotEqual(before.Select(row => row.Actual), after.Select(row => row.Actual));

        await BacktestAsync(BacktestUsage.Csv(accounts: 1, change: (hour, value) => hour >= 192 ? (3 * value) + (hour % 7) : value), options);
        BacktestRow[] sooner = BacktestRow.Read(_folder.PathOf("b.csv"));
        Assert.Equal(First(before), First(sooner));
        Assert.NotEqual(before.Select(row => row.Forecast), sooner.Select(row => row.Forecast));

        static IEnumerable<string> First(BacktestRow[] rows) => rows.Where(row => row.Origin == BacktestUsage.Hour(192)).Select(row => row.Forecast);
    }

    [Fact]
    public async Task Backtest_MissingOutcomes_HaveNoRow()
    {
        await BacktestAsync(
            BacktestUsage.Csv(accounts: 1, change: (hour, value) => hour is >= 220 and < 225 ? null : value),
            ["--horizon", "24", "--origins", "1", "--models", "seasonal-naive", "--periods", "24"]);

        BacktestRow[] rows = BacktestRow.Read(_folder.PathOf("b.csv"));

        // Hours 216 to 239 less 220 to 224: steps 5 to 9 are missing.
        Assert.Equal([.. Enumerable.Range(1, 4), .. Enumerable.Range(10, 15)], rows.Select(row => row.Step));
    }

    [Fact]
    public async Task Backtest_ShortSeries_HasFewerOriginsAndIsNamed()
    {
        string usage = BacktestUsage.Csv(accounts: 1) +
            string.Concat(Enumerable.Range(0, 60).Select(hour => BacktestUsage.Row("short", hour, 1 + (hour % 3)))) +
            string.Concat(Enumerable.Range(0, 30).Select(hour => BacktestUsage.Row("tiny", hour, 1 + (hour % 3))));

        Invocation invocation = await BacktestAsync(usage, ["--horizon", "24", "--origins", "3", "--models", "seasonal-naive"]);

        // 60 hours: origins at 36, 12 has less than 24 hours before it. 30 hours: none.
        Assert.Contains("for all origins: short cpu (1 of 3)\n", invocation.Output, StringComparison.Ordinal);
        Assert.Contains("for any origin, left out: tiny cpu (30 steps)\n", invocation.Output, StringComparison.Ordinal);
        Assert.Equal(["account-0", "short"], BacktestRow.Read(_folder.PathOf("b.csv")).Select(row => row.Account).Distinct(StringComparer.Ordinal));
        using JsonDocument report = Report();
        JsonElement[] tooShort = [.. report.RootElement.GetProperty("shortSeries").EnumerateArray()];
        Assert.Equal([("short", 60, 1), ("tiny", 30, 0)], tooShort.Select(series => (
            series.GetProperty("accountId").GetString()!, series.GetProperty("steps").GetInt32(), series.GetProperty("origins").GetInt32())));
    }

    [Fact]
    public async Task Backtest_MethodThatDoesNotApply_HasNoRow()
    {
        // Usage at every hour: Croston's method is for usage that comes now and then.
        Invocation invocation = await BacktestAsync(BacktestUsage.Csv(accounts: 1), ["--horizon", "24", "--origins", "1", "--models", "croston"]);

        Assert.Equal(["seasonal-naive"], BacktestRow.Read(_folder.PathOf("b.csv")).Select(row => row.Model).Distinct(StringComparer.Ordinal));
        Assert.DoesNotContain("croston", invocation.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_NoSeriesLongEnough_SaysWhatIsNeeded()
    {
        Invocation invocation = await Invocation.RunAsync(
            "backtest", "--input", _folder.Write("u.csv", BacktestUsage.Csv(accounts: 1)), "--horizon", "121", "--origins", "1");

        Assert.EndsWith(
            "u.csv: no series is long enough: 121 steps before an origin and as many after it are needed, the longest has 240",
            invocation.UnusableLine(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_Redirected_PrintsPlainLinesWithTheBaselineMarked()
    {
        Invocation invocation = await BacktestAsync(BacktestUsage.Csv(accounts: 2), ["--horizon", "24", "--origins", "2", .. Few]);

        string[] lines = [.. invocation.Output.Split('\n').Select(line => line.Trim())];
        Assert.DoesNotContain('\u001b', invocation.Output);
        Assert.Matches(@"^model\s+series\s+forecasts\s+relative loss\s+scaled pinball\s+MASE\s+sMAPE\s+MSIS 90 %\s+coverage 90 %\s+better on\s+p\s+s a series$", lines[0]);
        Assert.Single(lines, line => line.StartsWith("auto ", StringComparison.Ordinal));
        string baseline = Assert.Single(lines, line => line.StartsWith("seasonal-naive (baseline) ", StringComparison.Ordinal));
        Assert.Matches(@"^seasonal-naive \(baseline\)\s+2\s+4\s+1\.000\s", baseline);
    }

    [Theory]
    [InlineData("Option '--origins' is required", "--horizon", "1")]
    [InlineData("Option '--horizon' is required", "--origins", "1")]
    [InlineData("--origins: '0' is not a whole number from 1 to 10000", "--horizon", "1", "--origins", "0")]
    [InlineData("--step: '0' is not a whole number from 1 to 100000", "--horizon", "1", "--origins", "1", "--step", "0")]
    [InlineData("--step: 'day' is not a whole number", "--horizon", "1", "--origins", "1", "--step", "day")]
    [InlineData("--models: there is no model 'oracle'; take all or some of seasonal-naive", "--horizon", "1", "--origins", "1", "--models", "auto,oracle")]
    [InlineData("--levels: '100' is not a level", "--horizon", "1", "--origins", "1", "--levels", "100")]
    [InlineData("there is no such file", "--horizon", "1", "--origins", "1", "--signals", "none.csv")]
    public async Task Backtest_UnusableOption_NamesIt(string expected, params string[] options)
    {
        Invocation invocation = await Invocation.RunAsync(
            ["backtest", "--input", _folder.Write("u.csv", BacktestUsage.Csv(accounts: 1)), .. options]);

        Assert.Contains(expected, invocation.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_OtherLevels_KeepNinety()
    {
        await BacktestAsync(BacktestUsage.Csv(accounts: 1), ["--horizon", "2", "--origins", "1", "--models", "seasonal-naive", "--levels", "50"]);

        Assert.StartsWith(
            "account_id,resource_type,origin,model,step,timestamp,actual,mean,lo_50,hi_50,lo_90,hi_90\n",
            File.ReadAllText(_folder.PathOf("b.csv")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_Help_ExplainsEveryOption()
    {
        Invocation invocation = await Invocation.RunAsync("backtest", "--help");

        string[] options =
        [
            "--input", "--horizon", "--origins", "--step", "--frequency", "--periods", "--levels", "--models", "--signals", "--seed", "--threads",
            "--output", "--report",
        ];
        Assert.All(options, option => Assert.Contains(invocation.Output.Split('\n'), line => line.TrimStart().StartsWith(option, StringComparison.Ordinal) && line.TrimEnd().Length > 40));
    }

    private async Task<Invocation> BacktestAsync(string usage, string[] options)
    {
        Invocation invocation = await Invocation.RunAsync(
            ["backtest", "--input", _folder.Write("u.csv", usage), "--output", _folder.PathOf("b.csv"), "--report", _folder.PathOf("b.json"), .. options]);
        Assert.Equal((ExitCodes.Success, string.Empty), (invocation.ExitCode, invocation.Error));
        return invocation;
    }

    private JsonDocument Report() => JsonDocument.Parse(File.ReadAllText(_folder.PathOf("b.json")));

    /// <summary>What the report says of the models, times left out.</summary>
    private string[] Measures()
    {
        using JsonDocument report = Report();
        return [.. report.RootElement.GetProperty("models").EnumerateArray().Select(model => string.Join(' ', model.EnumerateObject()
            .Where(field => !field.Name.Contains("econds", StringComparison.Ordinal))
            .Select(field => field.Value.GetRawText())))];
    }
}
