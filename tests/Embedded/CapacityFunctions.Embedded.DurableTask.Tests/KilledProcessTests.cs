using Azure.Data.Tables;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>Kills a real process (SIGKILL) that runs a hub.</summary>
public sealed class KilledProcessTests(AzuriteFixture azurite)
{
    private const int Parents = 2;
    private const int Rounds = 4;
    private const int Kills = 5;

    private static readonly string[] Children =
    [
        .. from parent in Enumerable.Range(0, Parents) from round in Enumerable.Range(0, Rounds) from child in (char[])['x', 'y']
        select $"p{parent}-{round}-{child}",
    ];

    [Fact]
    public async Task Kill_AtRandomMoments_EveryInstanceEndsAndNoRecordedActivityRunsAgain()
    {
        using TempFile file = new();
        string runsFile = file.Name;
        string hub = $"K{Guid.NewGuid():N}";
        HubStore store = new(new HubNames(hub), new TableServiceClient(azurite.ConnectionString), blobs: null, TimeProvider.System);
        Random random = new(20261124);

        List<(IReadOnlyList<string> Recorded, int Lines)> atKill = [];
        for (int kill = 0; kill < Kills; kill++)
        {
            await using HostProcess host = StartHost(hub, runsFile);
            // New inputs appear only after the results of earlier ones have been stored: each kill comes later in the work.
            int until = InputsOf(runsFile) + random.Next(1, 7);
            await TestHub.UntilAsync(() => Task.FromResult(InputsOf(runsFile) >= until));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 15)));
            await host.KillAsync();
            atKill.Add((await RecordedActivitiesAsync(store), LinesOf(runsFile).Length));
        }

        await using HostProcess last = StartHost(hub, runsFile);
        await last.ExitAsync();

        // An input such as p0-3-x-2 has 8 characters, and a parent has Rounds · 2 · 3 of them.
        int sum = Rounds * 2 * 3 * 8;
        Assert.Equal([$"p0 Completed {sum}", $"p1 Completed {sum}"], last.Lines);

        string[] lines = LinesOf(runsFile);
        string[] expected = [.. from child in Children from work in (int[])[1, 2, 3] select $"\"{child}-{work}\""];
        Assert.Equal(
            string.Join('\n', expected.Order(StringComparer.Ordinal)),
            string.Join('\n', lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        Assert.NotEmpty(atKill[^1].Recorded);
        Assert.All(atKill, kill => Assert.DoesNotContain(
            lines[kill.Lines..], line => kill.Recorded.Contains(line, StringComparer.Ordinal)));
    }

    private static int InputsOf(string file) => LinesOf(file).Distinct(StringComparer.Ordinal).Count();

    private static string[] LinesOf(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Inputs of the activities whose results are in the stored history.</summary>
    private static async Task<IReadOnlyList<string>> RecordedActivitiesAsync(HubStore store)
    {
        List<string> recorded = [];
        foreach (string child in Children)
        {
            if (await store.LoadAsync(InstanceIds.ToKey(child), CancellationToken.None) is { } stored)
            {
                IEnumerable<TaskSucceeded> results = stored.Episodes.SelectMany(episode => episode.Events).OfType<TaskSucceeded>();
                HashSet<int> done = [.. results.Select(result => result.TaskId)];
                recorded.AddRange(stored.Episodes.SelectMany(episode => episode.Actions).OfType<ActivityScheduled>()
                    .Where(activity => done.Contains(activity.Id)).Select(activity => activity.Input!));
            }
        }

        return recorded;
    }

    private HostProcess StartHost(string hub, string runsFile) =>
        HostProcess.Start(azurite, "parents", hub, runsFile, Parents, Rounds);
}
