using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CapacityFunctions.EndToEnd.Tests.Crashes;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>Units that move between accounts on the real process: pins of an operator move them back and forth.</summary>
public sealed class ShiftTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private const decimal Moved = 6;
    private const int MostKills = 6;
    private static readonly TimeSpan GivingLimit = TimeSpan.FromMinutes(2);
    private static readonly string Giver = SmallOrganisation.Name(0);
    private static readonly string Receiver = SmallOrganisation.Name(1);

    [Fact]
    public async Task Cycle_UnitsMove_HistoryTellsBothHalvesAndTheirOutcome()
    {
        await using AppProcess app = await StartAsync("moves", minutes: 1);
        (decimal giver, decimal receiver) = await BeginAsync(app, "moves");
        await PinAsync(app, giver - Moved, receiver + Moved);

        await app.RunCycleAsync(SmallOrganisation.End.AddMinutes(1));

        IReadOnlyDictionary<string, decimal> allocated = await Books.AuditAllocationsAsync(app, Stored("moves"));
        Assert.Equal((giver - Moved, receiver + Moved), (allocated[Giver], allocated[Receiver]));
        JsonElement newest = (await app.GetAsync($"shifts?resource={SmallOrganisation.Resource}&from=2026-11-01T00:00:00Z&to=2026-11-03T00:00:00Z")).GetProperty("items")[0];
        JsonElement shift = Assert.Single(newest.GetProperty("shifts").EnumerateArray());
        Assert.Equal((Giver, Receiver, Moved), (Text(shift, "from"), Text(shift, "to"), shift.GetProperty("amount").GetDecimal()));
        Assert.Equal(
            [$"{Giver} {giver:0.##} > {giver - Moved:0.##} Applied", $"{Receiver} {receiver:0.##} > {receiver + Moved:0.##} Applied"],
            newest.GetProperty("changes").EnumerateArray().Select(change =>
                $"{Text(change, "accountId")} {change.GetProperty("before").GetDecimal():0.##} > {change.GetProperty("target").GetDecimal():0.##} {Text(change, "outcome")}"));
    }

    /// <summary>The receiver's half is refused: its units are in the pool, the decision says why, and the next cycle gives them.</summary>
    [Fact]
    public async Task Cycle_ReceiverIsRefused_UnitsAreInThePoolUntilTheNextCycle()
    {
        // The first cycle raises two accounts; the third raise is the receiver's.
        await using AppProcess app = await StartAsync(
            "refused", minutes: 2, ("Capacity__Ledger__LimitFaults__0__Kind", "Quota"), ("Capacity__Ledger__LimitFaults__0__After", "2"));
        (decimal giver, decimal receiver) = await BeginAsync(app, "refused");
        await PinAsync(app, giver - Moved, receiver + Moved);

        JsonElement report = await app.RunCycleAsync(SmallOrganisation.End.AddMinutes(1));

        IReadOnlyDictionary<string, decimal> allocated = await Books.AuditAllocationsAsync(app, Stored("refused"));
        Assert.Equal((giver - Moved, receiver), (allocated[Giver], allocated[Receiver]));
        JsonElement decision = report.GetProperty("decisions").EnumerateArray().Single(entry => Text(entry, "accountId") == Receiver);
        Assert.Equal(receiver, decision.GetProperty("allocatedAfter").GetDecimal());
        Assert.Contains("(Quota)", decision.GetProperty("reasons").GetRawText(), StringComparison.Ordinal);

        await app.RunCycleAsync(SmallOrganisation.End.AddMinutes(2));
        allocated = await Books.AuditAllocationsAsync(app, Stored("refused"));
        Assert.Equal((giver - Moved, receiver + Moved), (allocated[Giver], allocated[Receiver]));
    }

    /// <summary>The giver has given, and the process dies before the receiver has received: never is more promised than there is, and it ends as decided.</summary>
    /// <param name="downMinutes">How long the process is away; after fifteen its cycle is too late to decide anything.</param>
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task Kill_BetweenGiverAndReceiver_TheBooksAddUpAndTheShiftIsFinished(int downMinutes)
    {
        string prefix = $"halfway{downMinutes}";
        StoredState stored = Stored(prefix);
        AppProcess app = await StartAsync(prefix, minutes: 1);
        try
        {
            (decimal giver, decimal receiver) = await BeginAsync(app, prefix);
            bool isHalfway = false;
            for (int kill = 1; !isHalfway; kill++)
            {
                Assert.True(kill <= MostKills, $"None of {MostKills} kills fell between the halves.");
                (giver, receiver) = kill % 2 == 1 ? (giver - Moved, receiver + Moved) : (giver + Moved, receiver - Moved);
                await PinAsync(app, giver, receiver);
                string cycle = await app.StartCycleAsync(SmallOrganisation.End.AddMinutes(kill));
                (string gives, decimal to) = kill % 2 == 1 ? (Giver, giver) : (Receiver, receiver);
                long started = TimeProvider.System.GetTimestamp();
                while ((await stored.LimitsAsync())[gives] != to)
                {
                    Assert.True(TimeProvider.System.GetElapsedTime(started) < GivingLimit, app.Log);
                }

                await app.KillAsync();
                await app.DisposeAsync();
                IReadOnlyDictionary<string, decimal> limits = await stored.LimitsAsync();
                isHalfway = limits[Giver] + limits[Receiver] == giver + receiver - Moved;
                output.WriteLine($"{kill}: {limits[Giver]} and {limits[Receiver]} of {giver} and {receiver}: {(isHalfway ? "halfway" : "missed")}");
                app = await StartAsync(prefix, minutes: kill + 1 + (isHalfway ? downMinutes : 0));
                await app.WaitForCycleAsync(cycle);
            }

            IReadOnlyDictionary<string, decimal> allocated = await Books.AuditAllocationsAsync(app, stored);
            Assert.Equal((giver, receiver), (allocated[Giver], allocated[Receiver]));
            await Books.AuditAsync(app, stored);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private StoredState Stored(string prefix) => new(azurite.ConnectionString, prefix);

    private Task<AppProcess> StartAsync(string prefix, int minutes, params (string, string)[] settings) => AppProcess.StartAsync(
        azurite.ConnectionString, prefix, SmallOrganisation.ClockOffset + TimeSpan.FromMinutes(minutes), settings);

    /// <summary>Runs the first cycle; what the accounts may use then is the beginning.</summary>
    private async Task<(decimal Giver, decimal Receiver)> BeginAsync(AppProcess app, string prefix)
    {
        await SmallOrganisation.SendAsync(app, accounts: 2);
        await app.RunCycleAsync(SmallOrganisation.End);
        IReadOnlyDictionary<string, decimal> allocated = await Books.AuditAllocationsAsync(app, Stored(prefix));
        return (allocated[Giver], allocated[Receiver]);
    }

    /// <summary>An operator's word; newer ones count before older ones. Reservations stay what they are.</summary>
    private static async Task PinAsync(AppProcess app, decimal giver, decimal receiver)
    {
        foreach ((string account, decimal value) in ((string, decimal)[])[(Giver, giver), (Receiver, receiver)])
        {
            using HttpResponseMessage created = await app.Http.PostAsJsonAsync("overrides", new
            {
                kind = "pin-allocation",
                accountId = account,
                resourceType = SmallOrganisation.Resource,
                value,
                effectiveFrom = SmallOrganisation.End.AddMinutes(-1),
                expiresAt = SmallOrganisation.End.AddMinutes(120),
                reason = "moved by hand",
            });
            Assert.True(created.StatusCode == HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        }
    }

    private static string Text(JsonElement entry, string property) => entry.GetProperty(property).GetString()!;
}
