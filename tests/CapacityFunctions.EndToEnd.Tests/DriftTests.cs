using System.Globalization;
using System.Text;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>Usage changes its ways between two nights.</summary>
public sealed class DriftTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan TrainingLimit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Cycle_ForecastsHaveBecomeWorse_TrainsTheSeriesOnceAndSaysSo()
    {
        const string Prefix = "drift";
        await using (AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, Prefix, SmallOrganisation.ClockOffset))
        {
            await SmallOrganisation.SendAsync(app, accounts: 2);
            Assert.DoesNotContain("chosen anew", (await app.RunCycleAsync(SmallOrganisation.End)).GetRawText(), StringComparison.Ordinal);
        }

        // A day later: one account goes on as before, the other one jumps about by eight units from step to step.
        DateTimeOffset later = SmallOrganisation.End.AddDays(1);
        await using (AppProcess app = await AppProcess.StartAsync(
            azurite.ConnectionString, Prefix, SmallOrganisation.ClockOffset + TimeSpan.FromDays(1)))
        {
            await app.PostUsageAsync(Jumping(SmallOrganisation.Usage(2, SmallOrganisation.End, later), SmallOrganisation.Name(1)));

            JsonElement report = await app.RunCycleAsync(later.AddMinutes(-1));

            Assert.DoesNotContain("chosen anew", ReasonsOf(report, SmallOrganisation.Name(0)), StringComparison.Ordinal);
            Assert.Contains("since the models were trained: they are chosen anew", ReasonsOf(report, SmallOrganisation.Name(1)), StringComparison.Ordinal);

            // One training of three horizons, in the background; the next cycle has nothing to complain of.
            await app.WaitUntilAsync(() => Task.FromResult(Trainings(app) >= 3), TrainingLimit, "trained anew");
            Assert.DoesNotContain("chosen anew", (await app.RunCycleAsync(later)).GetRawText(), StringComparison.Ordinal);
            Assert.Equal(3, Trainings(app));
        }
    }

    private static int Trainings(AppProcess app) => app.Log.Split("Trained account-").Length - 1;

    private static string ReasonsOf(JsonElement report, string account) => report.GetProperty("decisions").EnumerateArray()
        .Single(decision => decision.GetProperty("accountId").GetString() == account)
        .GetProperty("reasons").GetRawText();

    private static string Jumping(string csv, string account)
    {
        StringBuilder changed = new();
        int step = 0;
        foreach (string line in csv.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split(',');
            if (fields[0] == account)
            {
                double value = double.Parse(fields[3], CultureInfo.InvariantCulture) + (++step * 7919 % 17) - 8;
                fields[3] = value.ToString("0.###", CultureInfo.InvariantCulture);
            }

            changed.Append(string.Join(',', fields)).Append('\n');
        }

        return changed.ToString();
    }
}
