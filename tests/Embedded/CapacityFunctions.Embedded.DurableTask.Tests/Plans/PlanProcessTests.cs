using Azure.Data.Tables;
using CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.DurableTask.Tests.Plans;

/// <summary>As <see cref="PlanTests"/>, with a process that is killed (SIGKILL) again and again on the same hub.</summary>
public sealed class PlanProcessTests(AzuriteFixture azurite)
{
    private const int KilledProcesses = 20;
    private const int PlansOfProcesses = 40;

    [Fact]
    public async Task Plans_ProcessIsKilledAtRandomMoments_EndAsIfItHadNot()
    {
        const int firstSeed = 1_000;
        Dictionary<string, Plan> plans = Enumerable.Range(firstSeed, PlansOfProcesses)
            .ToDictionary(PlanRun.InstanceId, Plan.Generate, StringComparer.Ordinal);
        PlanOutcome undisturbed = await PlanBatch.RunAsync(azurite, plans, kills: 0, new Random(1));

        using TempFile file = new();
        string hub = $"P{Guid.NewGuid():N}";
        HubStore store = new(
            new HubNames(hub), new TableServiceClient(azurite.ConnectionString), blobs: null, TimeProvider.System);
        RecordedAtKill recorded = new();
        Random random = new(firstSeed);
        int perKill = plans.Values.Sum(plan => plan.Activities.Sum(activity => activity.Runs)) / KilledProcesses;
        int lastKill = 0;
        for (int kill = 0; kill < KilledProcesses; kill++)
        {
            await using HostProcess host = HostProcess.Start(azurite, "plans", hub, file.Name, firstSeed, PlansOfProcesses);
            int until = lastKill + random.Next(1, Math.Max(2, perKill));
            await TestHub.UntilAsync(() => Task.FromResult(Journal.Read(file.Name).Values.Sum() >= until || host.HasSaid("Completed")));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 20)));
            await host.KillAsync();
            Dictionary<string, int> atKill = Journal.Read(file.Name);
            recorded.Add(await RecordedActivities.ReadAsync(store), atKill);
            lastKill = atKill.Values.Sum();
        }

        await using HostProcess last = HostProcess.Start(azurite, "plans", hub, file.Name, firstSeed, PlansOfProcesses);
        await last.ExitAsync();
        Dictionary<string, int> runs = Journal.Read(file.Name);
        PlanOutcome disturbed = new(
            last.Lines.ToDictionary(end => end.Split(' ')[0], StringComparer.Ordinal), runs, recorded.RepeatedSince(runs));

        (string InstanceId, string Complaint)[] complaints =
            [.. PlanCheck.Compare(plans, undisturbed, disturbed, KilledProcesses)];
        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
    }
}
