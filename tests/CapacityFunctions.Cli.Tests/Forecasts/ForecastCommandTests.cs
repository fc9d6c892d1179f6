using System.Globalization;
using System.Text;
using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.CommandLine;

namespace CapacityFunctions.Cli.Tests.Forecasts;

public sealed class ForecastCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Forecast_Levels_ShapeTheColumns()
    {
        Invocation invocation = await ForecastAsync("--horizon", "5", "--levels", "95,80,97.5");

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        string[] lines = invocation.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("account_id,resource_type,timestamp,model,mean,lo_95,hi_95,lo_80,hi_80,lo_97.5,hi_97.5", lines[0]);
        Assert.Equal(1 + (3 * 5), lines.Length);
        Assert.Equal(["account-0", "account-1", "account-2"], lines[1..].Select(line => line.Split(',')[0]).Distinct(StringComparer.Ordinal), StringComparer.Ordinal);

        // Ten days of hours end on the 11th at 23 h, so the first step is the 12th at 0 h.
        Assert.Equal("2026-11-12T00:00:00Z", lines[1].Split(',')[2]);
        Assert.Equal("2026-11-12T04:00:00Z", lines[5].Split(',')[2]);
        Assert.All(lines[1..], line =>
        {
            double[] values = [.. line.Split(',')[4..].Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
            Assert.True(values[5] <= values[1] && values[1] <= values[3] && values[3] <= values[4] && values[4] <= values[2] && values[2] <= values[6]);
        });
    }

    [Fact]
    public async Task Forecast_AnyNumberOfThreads_WritesTheSameBytes()
    {
        Invocation one = await ForecastAsync("--horizon", "24", "--threads", "1");
        Invocation four = await ForecastAsync("--horizon", "24", "--threads", "4");

        Assert.NotEmpty(one.Output);
        Assert.Equal(one.Output, four.Output);
    }

    [Fact]
    public async Task Forecast_RowsInAnyOrder_ForecastsTheSame()
    {
        string[] lines = Usage().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string reversed = lines[0] + "\n" + string.Join('\n', lines[1..].Reverse()) + "\n";

        Invocation straight = await ForecastAsync("--horizon", "3", "--models", "ets");
        Invocation turned = await Invocation.RunAsync("forecast", "--input", _folder.Write("r.csv", reversed), "--horizon", "3", "--models", "ets");

        Assert.Equal(straight.Output, turned.Output);
    }

    [Fact]
    public async Task Forecast_Report_HasTheFieldsOfItsContract()
    {
        Invocation invocation = await ForecastAsync("--horizon", "3", "--output", _folder.PathOf("f.csv"), "--report", _folder.PathOf("r.json"));

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        Assert.StartsWith("account_id,resource_type,timestamp,model,mean,lo_80,hi_80,lo_90,hi_90\n", File.ReadAllText(_folder.PathOf("f.csv")), StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(_folder.PathOf("r.json")));
        JsonElement series = report.RootElement.GetProperty("series");
        Assert.Equal(3, series.GetArrayLength());
        JsonElement first = series[0];
        Assert.Equal(("account-0", "cpu"), (first.GetProperty("accountId").GetString(), first.GetProperty("resourceType").GetString()));
        Assert.NotEmpty(first.GetProperty("model").GetString()!);
        Assert.True(first.GetProperty("seconds").GetDouble() >= 0);
        JsonElement best = first.GetProperty("candidates")[0];
        Assert.True(best.GetProperty("score").GetDouble() >= 0);
        Assert.NotEmpty(best.GetProperty("model").GetString()!);
        Assert.All(new[] { "wallSeconds", "cpuSeconds", "peakMemoryMiB" }, name => Assert.True(report.RootElement.GetProperty(name).GetDouble() > 0));
    }

    [Fact]
    public async Task Forecast_SeasonalNaive_RepeatsTheLastDay()
    {
        Invocation invocation = await ForecastAsync("--horizon", "2", "--models", "seasonal-naive", "--periods", "24", "--levels", "80");

        string[] fields = invocation.Output.Split('\n')[1].Split(',');
        Assert.Equal("seasonal-naive", fields[3]);
        Assert.Equal(Value(account: 0, hour: 9 * 24), double.Parse(fields[4], CultureInfo.InvariantCulture), 1e-9);
    }

    [Fact]
    public async Task Forecast_MethodOnMlNet_IsKnownByName()
    {
        Invocation invocation = await ForecastAsync("--horizon", "24", "--models", "ssa");

        string[] lines = invocation.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        Assert.Equal(1 + (3 * 24), lines.Length);
        Assert.All(lines[1..], line => Assert.Equal("ssa", line.Split(',')[3]));
    }

    [Theory]
    [InlineData("--horizon: '0' is not a whole number from 1 to 100000", "--horizon", "0")]
    [InlineData("--levels: '100' is not a level above 0 and below 100 %", "--horizon", "1", "--levels", "80,100")]
    [InlineData("--levels: 80 is given twice", "--horizon", "1", "--levels", "80,80")]
    [InlineData("--periods: '1' is not a season length", "--horizon", "1", "--periods", "24,1")]
    [InlineData("--frequency: 'hourly' is not a step", "--horizon", "1", "--frequency", "hourly")]
    [InlineData("--time-zone: 'Berlin' is not the name of a time zone such as Europe/Berlin", "--horizon", "1", "--time-zone", "Berlin")]
    [InlineData("--models: there is no model 'oracle'; take auto, all or some of seasonal-naive", "--horizon", "1", "--models", "ets,oracle")]
    [InlineData("Option '--horizon' is required")]
    public async Task Forecast_UnusableOption_NamesIt(string expected, params string[] options)
    {
        Invocation invocation = await ForecastAsync(options);

        Assert.Contains(expected, invocation.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_TimeZone_RepeatsTheDayByItsClock()
    {
        // In Berlin 00:00 and 01:00 UTC are both 02:00 on 25 October 2026, when the day before 00:00 UTC alone was; 02:00 UTC is then 03:00.
        StringBuilder usage = new("account_id,timestamp,resource_type,value\n");
        for (DateTimeOffset hour = new(2026, 10, 14, 0, 0, 0, TimeSpan.Zero); hour < new DateTimeOffset(2026, 10, 25, 0, 0, 0, TimeSpan.Zero); hour += TimeSpan.FromHours(1))
        {
            usage.Append(CultureInfo.InvariantCulture, $"a,{hour:yyyy-MM-ddTHH:mm:ssZ},cpu,{hour.Hour}\n");
        }

        Invocation invocation = await Invocation.RunAsync(
            "forecast", "--input", _folder.Write("z.csv", usage.ToString()), "--horizon", "4", "--models", "seasonal-naive", "--periods", "24", "--time-zone", "Europe/Berlin");

        string[][] rows = [.. invocation.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split(','))];
        Assert.Equal(["0", "0", "1", "2"], rows.Select(row => row[4]));
        Assert.Equal(["2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z"], rows.Select(row => row[2]));
    }

    [Fact]
    public async Task Forecast_NegativeUsage_NamesLineAndField()
    {
        string path = _folder.Write("n.csv", "account_id,timestamp,resource_type,value\na,2026-11-02T00:00:00Z,cpu,-1\n");

        Invocation invocation = await Invocation.RunAsync("forecast", "--input", path, "--horizon", "1");

        Assert.Equal($"capacity: {path}:2:4: value -1 is not a finite amount of 0 or more", invocation.UnusableLine());
    }

    [Fact]
    public async Task Forecast_MissingFile_SaysSo()
    {
        Invocation invocation = await Invocation.RunAsync("forecast", "--input", _folder.PathOf("none.csv"), "--horizon", "1");

        Assert.EndsWith("none.csv: there is no such file", invocation.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_BadSignals_NamesLineAndField()
    {
        Invocation invocation = await ForecastAsync("--horizon", "1", "--signals", _folder.Write("s.csv", "signal,scope,timestamp,value\nc,*,soon,1\n"));

        Assert.Contains("s.csv:2:3: timestamp 'soon'", invocation.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_SignalThatDrivesUsage_IsKeptReportedAndUsed()
    {
        // Usage 10 with a ripple, and 8 more in each six-hour block that is on; the signal goes on a day beyond the usage, all on.
        DateTimeOffset start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
        StringBuilder usage = new("account_id,timestamp,resource_type,value\n");
        StringBuilder signals = new("signal,scope,timestamp,value\n");
        Random random = new(3);
        int on = 0;
        for (int hour = 0; hour < 504; hour++)
        {
            on = hour >= 480 ? 1 : hour % 6 == 0 ? random.Next(2) : on;
            string at = $"{start.AddHours(hour):yyyy-MM-ddTHH:mm:ssZ}";
            signals.Append(CultureInfo.InvariantCulture, $"campaign,*,{at},{on}\nnoise,a,{at},{random.NextDouble():R}\n");
            if (hour < 480)
            {
                usage.Append(CultureInfo.InvariantCulture, $"a,{at},cpu,{10 + (8 * on) + random.NextDouble():R}\n");
            }
        }

        Invocation invocation = await Invocation.RunAsync(
            "forecast", "--input", _folder.Write("u.csv", usage.ToString()), "--signals", _folder.Write("s.csv", signals.ToString()),
            "--horizon", "6", "--models", "seasonal-naive,theta", "--output", _folder.PathOf("f.csv"), "--report", _folder.PathOf("r.json"));

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        string[] rows = File.ReadAllLines(_folder.PathOf("f.csv"))[1..];

        // All on: 10 + 8, and 0.5 for the mean of the noise.
        Assert.All(rows, row => Assert.InRange(double.Parse(row.Split(',')[4], CultureInfo.InvariantCulture), 17.5, 19.5));
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(_folder.PathOf("r.json")));
        JsonElement inputs = report.RootElement.GetProperty("series")[0].GetProperty("inputs");
        Assert.Equal(
            [("campaign", true), ("noise", false)],
            inputs.EnumerateArray().Select(input => (input.GetProperty("name").GetString()!, input.GetProperty("kept").GetBoolean())));
        Assert.True(inputs[0].GetProperty("lossWith").GetDouble() < 0.5 * inputs[0].GetProperty("lossWithout").GetDouble());
        Assert.NotEmpty(inputs[1].GetProperty("reason").GetString()!);
    }

    [Fact]
    public async Task Forecast_Help_ExplainsEveryOption()
    {
        Invocation invocation = await Invocation.RunAsync("forecast", "--help");

        string[] options = ["--input", "--horizon", "--frequency", "--periods", "--levels", "--models", "--signals", "--seed", "--threads", "--output", "--report"];
        Assert.All(options, option => Assert.Contains(invocation.Output.Split('\n'), line => line.TrimStart().StartsWith(option, StringComparison.Ordinal) && line.TrimEnd().Length > 40));
    }

    private Task<Invocation> ForecastAsync(params string[] options) =>
        Invocation.RunAsync(["forecast", "--input", _folder.Write("u.csv", Usage()), .. options]);

    /// <summary>Three accounts, ten days of hours with a daily season and a ripple.</summary>
    private static string Usage()
    {
        StringBuilder usage = new("account_id,timestamp,resource_type,value\n");
        DateTimeOffset start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
        for (int hour = 0; hour < 240; hour++)
        {
            for (int account = 0; account < 3; account++)
            {
                usage.Append(CultureInfo.InvariantCulture, $"account-{account},{start.AddHours(hour):yyyy-MM-ddTHH:mm:ssZ},cpu,{Value(account, hour):R}\n");
            }
        }

        return usage.ToString();
    }

    private static double Value(int account, int hour) => (10 * (account + 1)) + (5 * Math.Sin(2 * Math.PI * hour / 24)) + (hour * 7 % 5 * 0.3);
}
