using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Accuracy;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Storage.Timeline;
using CapacityFunctions.Testing;
using CapacityFunctions.Tests.Previews;

namespace CapacityFunctions.Tests.Telemetry;

/// <summary>One cycle emits what infra/metrics.json promises to alerts, and each value is that of its report.</summary>
public sealed class CycleMetricsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly ResourceType Resource = new(LoopApp.Resource);

    private static readonly Dictionary<string, (string Unit, string[] Dimensions)> Promised =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "metrics.json")))!["instruments"]!.AsObject().ToDictionary(
            entry => (string)entry.Value!["name"]!,
            entry => ((string)entry.Value!["unit"]!, entry.Value["dimensions"]!.AsArray().Select(dimension => (string)dimension!).ToArray()),
            StringComparer.Ordinal);

    [Fact]
    public async Task Cycle_WhenItEnds_EmitsWhatItsReportSays()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();
        await AddSilentAccountAsync(app);
        await app.RunCycleAsync(LoopApp.End.AddMinutes(1));

        // Two hours later the first cycle's predictions of an hour are over and judged. An override makes the cycle ask for more.
        DateTimeOffset now = LoopApp.End.AddHours(2);
        await app.SendUsageAsync(LoopApp.End, now);
        app.Clock.Set(now.AddMinutes(2.5));
        await GiveFloorAsync(app, now);
        using Measurements measured = new(app.Get<IMeterFactory>());
        JsonElement report = await app.RunCycleAsync(now.AddMinutes(1));

        Assert.Equal(Promised.Keys.Order(StringComparer.Ordinal), measured.All.Select(one => one.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(measured.All, one =>
        {
            Assert.Equal(Promised[one.Name].Unit, one.Unit);
            Assert.Equal(Promised[one.Name].Dimensions, one.Tags.Keys);
            Assert.DoesNotContain(one.Tags.Values, value => value.Contains("account", StringComparison.OrdinalIgnoreCase) || value.Contains("silent", StringComparison.Ordinal));
        });
        AssertCycle(measured, report, now);
        AssertForecasts(measured, report);
        AssertAccuracy(measured, await Task.WhenAll(Enumerable.Range(0, 3).Select(account =>
            app.Get<AccuracyStore>().FindAsync(new AccountId(LoopApp.Name(account)), Resource))));
        await AssertUnitsAsync(measured, app, CycleId.At(now.AddMinutes(1)));
    }

    [Fact]
    public async Task Cycle_ThatIsSkipped_CountsAsSkippedAndNothingElse()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        using Measurements measured = new(app.Get<IMeterFactory>());
        await app.Get<Storage.Cycles.CycleStore>().TryStartAsync(new Cycle
        {
            Id = CycleId.At(LoopApp.End.AddMinutes(1)),
            Status = CycleStatus.Running,
            StartedBy = "a process that has just begun",
            StartedAt = app.Clock.GetUtcNow(),
        });

        (HttpStatusCode status, _, HttpResponseMessage response) = await app.PostAsync("cycles", new { scheduledAt = LoopApp.End.AddMinutes(2) });
        response.Dispose();

        Assert.Equal(HttpStatusCode.Conflict, status);
        Measured counted = Assert.Single(measured.All);
        Assert.Equal(("capacity.cycles", 1.0, "Skipped"), (counted.Name, counted.Value, counted.Tags["status"]));
    }

    private static void AssertCycle(Measurements measured, JsonElement report, DateTimeOffset now)
    {
        JsonElement summary = report.GetProperty("summary");
        DateTimeOffset started = report.GetProperty("startedAt").GetDateTimeOffset();
        Assert.Equal((report.GetProperty("endedAt").GetDateTimeOffset() - started).TotalSeconds, measured.One("capacity.cycle.duration"));
        Assert.Equal((started - now.AddMinutes(1)).TotalSeconds, measured.One("capacity.cycle.lag"));
        Assert.InRange(measured.One("capacity.cycle.lag"), 90, 200);
        Assert.Equal(("Completed", 1.0), (measured.Of("capacity.cycles").Single().Tags["status"], measured.One("capacity.cycles")));
        Assert.Equal(1, summary.GetProperty("held").GetInt32());
        Assert.Equal(1, measured.One("capacity.series.held"));
        Assert.Equal(1, summary.GetProperty("activeOverrides").GetInt32());
        Assert.Equal(1, measured.One("capacity.overrides.active"));
        Assert.Equal(summary.GetProperty("costPerHourAfter").GetDouble(), measured.One("capacity.cost"));
    }

    private static void AssertForecasts(Measurements measured, JsonElement report)
    {
        JsonElement[] decisions = [.. report.GetProperty("decisions").EnumerateArray()];
        Dictionary<(string, string), double> expected = decisions
            .SelectMany(decision => decision.GetProperty("forecasts").EnumerateArray())
            .GroupBy(forecast => (
                forecast.GetProperty("model").GetString()!,
                ForecastHorizons.NameOf(Enum.Parse<ForecastHorizon>(forecast.GetProperty("horizon").GetString()!))))
            .ToDictionary(made => made.Key, made => (double)made.Count());

        // Three accounts, three horizons.
        Assert.Equal(9, expected.Values.Sum());
        Assert.Equal(expected, measured.Of("capacity.forecasts").ToDictionary(one => (one.Tags["model"], one.Tags["horizon"]), one => one.Value));
        Assert.Equal(
            decisions.Where(decision => decision.GetProperty("fallbackReason").ValueKind == JsonValueKind.String)
                .Sum(decision => decision.GetProperty("forecasts").GetArrayLength()),
            measured.One("capacity.forecast.fallbacks"));
    }

    private static void AssertAccuracy(Measurements measured, Versioned<SeriesAccuracy>?[] stored)
    {
        AccuracyFigures[] figures =
        [
            .. stored.SelectMany(series => series!.Value.Records)
                .Where(record => record.Days.Count > 0)
                .Select(record => AccuracyFigures.Of(record.Days.Aggregate(OutcomeSums.None, (all, day) => all.Add(day.Sums)), record.Since)),
        ];

        // One prediction of each account is over.
        Assert.Equal(3, figures.Length);
        Assert.Equal(figures.Select(one => one.Coverage90!.Value).Order(), measured.Of("capacity.forecast.coverage").Select(one => one.Value).Order());
        Assert.Equal(figures.Select(one => one.ScaledError!.Value).Order(), measured.Of("capacity.forecast.relative_error").Select(one => one.Value).Order());
    }

    private static async Task AssertUnitsAsync(Measurements measured, LoopApp app, CycleId cycle)
    {
        TimelineEntry line = (await app.Get<TimelineStore>().FindAsync(Resource, cycle))!;
        Assert.Equal((double)line.Reserved, measured.One("capacity.reserved"));
        Assert.Equal(line.Demand, measured.One("capacity.used"));
        Assert.Equal((double)line.Allocated, measured.One("capacity.allocated"));
        Assert.Equal((double)line.Unmet, measured.One("capacity.unmet"));
        Assert.Equal(LoopApp.Resource, measured.Of("capacity.reserved").Single().Tags["resource_type"]);

        IReadOnlyList<ReservationRequest> requests = await app.Get<RequestStore>().ListForCycleAsync(cycle);
        Assert.NotEmpty(requests);
        Assert.Equal(
            requests.GroupBy(request => $"{request.Outcome}", StringComparer.Ordinal).ToDictionary(ended => ended.Key, ended => (double)ended.Count(), StringComparer.Ordinal),
            measured.Of("capacity.requests").ToDictionary(one => one.Tags["outcome"], one => one.Value, StringComparer.Ordinal));
    }

    /// <summary>It never sends usage, so it is held.</summary>
    private static Task AddSilentAccountAsync(LoopApp app) => app.Get<AccountStore>().PutAsync(
        new LinkedAccount
        {
            Id = new AccountId("silent"),
            Priority = 5,
            Mode = OperatingMode.Enforce,
            Resources = new Dictionary<ResourceType, ResourceLimits> { [Resource] = new(GuaranteedMinimum: 0, Maximum: 10) },
        },
        WriteCondition.Always);

    private static async Task GiveFloorAsync(LoopApp app, DateTimeOffset now)
    {
        (HttpStatusCode status, JsonElement body, HttpResponseMessage response) = await app.PostAsync("overrides", new
        {
            kind = "reservation-floor",
            accountId = LoopApp.Name(0),
            resourceType = LoopApp.Resource,
            value = 90,
            effectiveFrom = now,
            expiresAt = now.AddHours(1),
            reason = "campaign",
        });
        response.Dispose();
        Assert.True(status == HttpStatusCode.Created, body.GetRawText());
    }
}
