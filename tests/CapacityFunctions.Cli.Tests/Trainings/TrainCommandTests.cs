using System.Security.Cryptography;
using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.Backtests;
using CapacityFunctions.Cli.Tests.CommandLine;

namespace CapacityFunctions.Cli.Tests.Trainings;

public sealed class TrainCommandTests(TrainedFolder trained) : IClassFixture<TrainedFolder>
{
    private static readonly string[] Learners = ["lstm", "gbm"];

    [Fact]
    public async Task Train_AnyNumberOfThreads_WritesTheSameBytes()
    {
        Invocation two = await Invocation.RunAsync(
            "train", "--input", trained.Usage, "--output", trained.PathOf("two"), "--horizon", $"{TrainedFolder.Horizon}", "--threads", "2");

        Assert.Equal(ExitCodes.Success, two.ExitCode);
        Assert.All(Learners, learner =>
        {
            byte[] one = File.ReadAllBytes(Path.Combine(trained.Models, $"{learner}.model"));
            Assert.True(one.Length > 1_000);
            Assert.Equal(one, File.ReadAllBytes(Path.Combine(trained.PathOf("two"), $"{learner}.model")));
        });
    }

    [Fact]
    public async Task Train_OneModelAndAnotherSeed_WritesThatModelAndOtherBytes()
    {
        Invocation other = await Invocation.RunAsync(
            "train", "--input", trained.Usage, "--output", trained.PathOf("seed"), "--horizon", $"{TrainedFolder.Horizon}",
            "--models", "gbm", "--budget", "1", "--seed", "2");

        Assert.Equal(ExitCodes.Success, other.ExitCode);
        Assert.Equal(["gbm.model", "models.json"], FilesOf(trained.PathOf("seed")));
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(trained.Models, "gbm.model")), File.ReadAllBytes(Path.Combine(trained.PathOf("seed"), "gbm.model")));

        Invocation forecast = await Invocation.RunAsync(
            "forecast", "--input", trained.Usage, "--horizon", "1", "--models", "lstm", "--learned", trained.PathOf("seed"));
        Assert.EndsWith("models.json: there is no model of lstm (--models)", forecast.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Manifest_SaysWhatWasLearned()
    {
        Assert.Equal(["gbm.model", "lstm.model", "models.json"], FilesOf(trained.Models));
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.Models, "models.json")));
        Assert.Equal((TrainedFolder.Horizon, 3600, "UTC", 1), (
            manifest.RootElement.GetProperty("horizon").GetInt32(), manifest.RootElement.GetProperty("gridSeconds").GetInt32(),
            manifest.RootElement.GetProperty("timeZone").GetString(), manifest.RootElement.GetProperty("seed").GetInt32()));
        JsonElement[] models = [.. manifest.RootElement.GetProperty("models").EnumerateArray()];
        Assert.Equal(Learners, models.Select(model => model.GetProperty("learner").GetString()));
        Assert.All(models, model =>
        {
            byte[] state = File.ReadAllBytes(Path.Combine(trained.Models, model.GetProperty("file").GetString()!));
            Assert.Equal(state.Length, model.GetProperty("bytes").GetInt32());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(state)), model.GetProperty("sha256").GetString());
            Assert.Equal((BacktestUsage.Hour(0), BacktestUsage.Hour(144)), (model.GetProperty("from").GetDateTimeOffset(), model.GetProperty("until").GetDateTimeOffset()));
            Assert.Equal(5, model.GetProperty("series").GetInt32());
            Assert.True(model.GetProperty("seconds").GetDouble() > 0);
            Assert.NotEmpty(model.GetProperty("description").GetString()!);
            JsonElement contest = model.GetProperty("contest");
            Assert.Equal(5, contest.GetProperty("series").GetInt32());
            Assert.Equal(5, contest.GetProperty("wins").GetInt32() + contest.GetProperty("losses").GetInt32() + contest.GetProperty("ties").GetInt32());
            Assert.InRange(contest.GetProperty("origins").GetInt32(), 5, 5 * 6);
            Assert.InRange(contest.GetProperty("pValue").GetDouble(), 1.0 / 16, 1);
            Assert.True(contest.GetProperty("loss").GetDouble() > 0 && contest.GetProperty("naiveLoss").GetDouble() > 0);

            // Better on average, and not worse on significantly more series: with five, 5 of 5 has p = 2 ÷ 32, above 0.05.
            Assert.Equal(contest.GetProperty("loss").GetDouble() < contest.GetProperty("naiveLoss").GetDouble(), contest.GetProperty("isBetter").GetBoolean());
        });
    }

    [Fact]
    public void Train_Report_HoldsTheManifestAndTimes()
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.Models, "models.json")));
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(trained.PathOf("r.json")));

        Assert.True(JsonElement.DeepEquals(manifest.RootElement, report.RootElement.GetProperty("trained")));
        Assert.All(new[] { "wallSeconds", "cpuSeconds", "peakMemoryMiB" }, name => Assert.True(report.RootElement.GetProperty(name).GetDouble() > 0));
    }

    [Fact]
    public void Train_Redirected_PrintsPlainLines()
    {
        string[] lines = [.. trained.Training.Output.Split('\n').Select(line => line.Trim())];

        Assert.DoesNotContain('\u001b', trained.Training.Output);
        Assert.Matches(@"^model\s+series\s+s\s+KiB\s+loss\s+seasonal naive\s+better on\s+p\s+verdict$", lines[0]);
        Assert.All(Learners, learner => Assert.Matches(@$"^{learner}\s+5\s.*\s[0-5] of 5\s.*\s(not )?better$", Assert.Single(lines, line => line.StartsWith(learner, StringComparison.Ordinal))));
        Assert.Contains(lines, line => line.StartsWith("6 steps of 01:00:00 ahead; ", StringComparison.Ordinal) && line.EndsWith($": {trained.Models}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Train_TooFewSeries_SaysWhatIsNeededAndWritesNothing()
    {
        string usage = trained.Write("four.csv", TrainedFolder.Csv(accounts: 4));

        Invocation invocation = await Invocation.RunAsync("train", "--input", usage, "--output", trained.PathOf("none"));

        Assert.EndsWith("four.csv: needs at least 5 series of 5 days each to learn from", invocation.UnusableLine(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(trained.PathOf("none")));
    }

    [Theory]
    [InlineData("Option '--output' is required")]
    [InlineData("--models: 'ets' does not learn over all series; take some of lstm, gbm", "--output", "m", "--models", "gbm,ets")]
    [InlineData("--budget: '0' is not a whole number from 1 to 86400", "--output", "m", "--budget", "0")]
    [InlineData("--horizon: '0' is not a whole number", "--output", "m", "--horizon", "0")]
    [InlineData("none.json: there is no such file", "--output", "m", "--accounts", "none.json")]
    public async Task Train_UnusableOption_NamesIt(string expected, params string[] options)
    {
        Invocation invocation = await Invocation.RunAsync(["train", "--input", trained.Usage, .. options]);

        Assert.Contains(expected, invocation.UnusableLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_Help_ExplainsEveryOption()
    {
        Invocation invocation = await Invocation.RunAsync("train", "--help");

        string[] options =
        [
            "--input", "--output", "--horizon", "--frequency", "--time-zone", "--signals", "--accounts", "--models", "--budget", "--seed", "--threads", "--report",
        ];
        Assert.All(options, option => Assert.Contains(invocation.Output.Split('\n'), line => line.TrimStart().StartsWith(option, StringComparison.Ordinal) && line.TrimEnd().Length > 40));
    }

    private static IEnumerable<string?> FilesOf(string folder) => Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
