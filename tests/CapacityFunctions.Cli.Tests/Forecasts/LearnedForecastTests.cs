using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.CommandLine;
using CapacityFunctions.Cli.Tests.Trainings;

namespace CapacityFunctions.Cli.Tests.Forecasts;

/// <summary>Forecasts with models that were learned over all series of a file.</summary>
public sealed class LearnedForecastTests(TrainedFolder trained) : IClassFixture<TrainedFolder>
{
    [Fact]
    public async Task Forecast_Learned_ForecastsAsIfLearnedNow()
    {
        string[] options = ["--models", "lstm", "--threads", "2"];

        Invocation before = await ForecastAsync([.. options, "--learned", trained.Models]);
        Invocation now = await ForecastAsync(options);

        Assert.Equal(ExitCodes.Success, before.ExitCode);
        string[] lines = before.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + (5 * TrainedFolder.Horizon), lines.Length);
        Assert.All(lines[1..], line => Assert.Matches("^account-.,cpu,[^,]+,lstm,", line));
        Assert.Equal(before.Output, now.Output);
    }

    [Fact]
    public async Task Forecast_LearnedWithAuto_JudgesLearnedModelsBesideTheOthers()
    {
        Invocation invocation = await ForecastAsync("--learned", trained.Models, "--output", trained.PathOf("f.csv"), "--report", trained.PathOf("f.json"));

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(trained.PathOf("f.json")));
        string[] candidates = [.. report.RootElement.GetProperty("series").EnumerateArray()
            .SelectMany(series => series.GetProperty("candidates").EnumerateArray())
            .Select(candidate => candidate.GetProperty("model").GetString()!)];
        Assert.Contains("lstm", candidates);
        Assert.Contains("gbm", candidates);
        Assert.Contains("seasonal-naive", candidates);
    }

    [Fact]
    public async Task Forecast_LearnedForLonger_ForecastsFewerSteps()
    {
        Invocation invocation = await ForecastAsync("--learned", trained.Models, "--models", "lstm", "--horizon", "2");

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        Assert.Equal(1 + (5 * 2), invocation.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("lstm.model: was learned for 6 steps ahead, 7 are asked for (--horizon)", "--horizon", "7")]
    [InlineData("lstm.model: was learned on steps of 01:00:00, the forecast has steps of 02:00:00 (--frequency)", "--frequency", "2h")]
    [InlineData("models.json: the models follow the clock of UTC, the forecast that of Europe/Berlin (--time-zone)", "--time-zone", "Europe/Berlin")]
    public async Task Forecast_LearnedForSomethingElse_NamesFileAndOption(string expected, params string[] options)
    {
        Invocation invocation = await ForecastAsync(["--learned", trained.Models, .. options]);

        Assert.EndsWith(expected, invocation.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_LearnedDirectoryMissing_SaysSo()
    {
        Invocation invocation = await ForecastAsync("--learned", trained.PathOf("nowhere"));

        Assert.EndsWith("nowhere: there is no such directory; capacity train makes one", invocation.UnusableLine(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(-1)]
    public async Task Forecast_LearnedDamaged_NamesTheFile(int place)
    {
        string folder = trained.Copy($"damaged{place}");
        string model = Path.Combine(folder, "gbm.model");
        byte[] state = File.ReadAllBytes(model);
        state[place < 0 ? state.Length + place : place] ^= 1;
        File.WriteAllBytes(model, state);

        Invocation invocation = await ForecastAsync("--learned", folder);

        Assert.EndsWith("gbm.model: is damaged, or of another training than models.json tells of", invocation.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_LearnedModelMissing_NamesTheFile()
    {
        string folder = trained.Copy("missing");
        File.Delete(Path.Combine(folder, "lstm.model"));

        Invocation invocation = await ForecastAsync("--learned", folder);

        Assert.EndsWith("lstm.model: there is no such file", invocation.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_LearnedManifestDamaged_NamesThePlace()
    {
        string folder = trained.Copy("manifest");
        File.WriteAllText(Path.Combine(folder, "models.json"), "{\n  \"horizon\": six }");

        Invocation invocation = await ForecastAsync("--learned", folder);

        Assert.Contains("models.json:2:", invocation.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_TooFewSeriesForNamedLearner_SaysWhatIsNeeded()
    {
        string usage = trained.Write("four.csv", TrainedFolder.Csv(accounts: 4));

        Invocation named = await Invocation.RunAsync("forecast", "--input", usage, "--horizon", "3", "--models", "ets,lstm");
        Invocation automatic = await Invocation.RunAsync(
            "forecast", "--input", usage, "--horizon", "3", "--output", trained.PathOf("four-f.csv"), "--report", trained.PathOf("four.json"));

        Assert.EndsWith(
            "four.csv: --models lstm: needs at least 5 series of 5 days each to learn from, or --learned DIR", named.UnusableLine(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, automatic.ExitCode);
        Assert.DoesNotContain("lstm", File.ReadAllText(trained.PathOf("four.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_TooFewSeriesButLearnedBefore_UsesTheModel()
    {
        string usage = trained.Write("one.csv", TrainedFolder.Csv(accounts: 1));

        Invocation invocation = await Invocation.RunAsync("forecast", "--input", usage, "--horizon", "3", "--models", "lstm", "--learned", trained.Models);

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        Assert.All(invocation.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..], line => Assert.Equal("lstm", line.Split(',')[3]));
    }

    /// <summary>Six steps unless the options say otherwise.</summary>
    private Task<Invocation> ForecastAsync(params string[] options) => Invocation.RunAsync(
        ["forecast", "--input", trained.Usage, .. options.Contains("--horizon", StringComparer.Ordinal) ? options : [.. options, "--horizon", $"{TrainedFolder.Horizon}"]]);
}
