using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>Kills a real process (SIGKILL) that runs a hub.</summary>
public sealed class KilledProcessTests(AzuriteFixture azurite)
{
    private const int Parents = 3;
    private const int Rounds = 4;
    private const int Kills = 6;

    private static readonly string[] Children =
    [
        .. from parent in Enumerable.Range(0, Parents) from round in Enumerable.Range(0, Rounds) from child in (char[])['x', 'y']
        select $"p{parent}-{round}-{child}",
    ];

    [Fact]
    public async Task Kill_AtRandomMoments_EveryInstanceEndsAndNoRecordedActivityRunsAgain()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("capacity-crash-");
        string runsFile = Path.Combine(folder.FullName, "runs.txt");
        await File.WriteAllTextAsync(runsFile, string.Empty);
        string hub = $"K{Guid.NewGuid():N}";
        HubStore store = new(new HubNames(hub), new TableServiceClient(azurite.ConnectionString), blobs: null, TimeProvider.System);
        Random random = new(20261124);

        List<(IReadOnlyList<string> Recorded, int Lines)> atKill = [];
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process host = StartHost(hub, runsFile);
            int until = LinesOf(runsFile).Length + random.Next(1, 10);
            await TestHub.UntilAsync(() => Task.FromResult(LinesOf(runsFile).Length >= until));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 15)));
            host.Kill();
            await host.WaitForExitAsync();
            atKill.Add((await RecordedActivitiesAsync(store), LinesOf(runsFile).Length));
        }

        using Process last = StartHost(hub, runsFile);
        string output = await last.StandardOutput.ReadToEndAsync().WaitAsync(TestHub.Limit);
        await last.WaitForExitAsync();

        // An input such as p0-3-x-2 has 8 characters, and a parent has Rounds · 2 · 3 of them.
        int sum = Rounds * 2 * 3 * 8;
        Assert.Equal($"p0 Completed {sum}\np1 Completed {sum}\np2 Completed {sum}\n", output);

        string[] lines = LinesOf(runsFile);
        string[] expected = [.. from child in Children from work in (int[])[1, 2, 3] select $"\"{child}-{work}\""];
        Assert.Equal(
            string.Join('\n', expected.Order(StringComparer.Ordinal)),
            string.Join('\n', lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        Assert.NotEmpty(atKill[^1].Recorded);
        Assert.All(atKill, kill => Assert.DoesNotContain(
            lines[kill.Lines..], line => kill.Recorded.Contains(line, StringComparer.Ordinal)));
        folder.Delete(recursive: true);
    }

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
                HashSet<int> done = [.. stored.Episodes.SelectMany(episode => episode.Events).OfType<TaskSucceeded>().Select(d => d.TaskId)];
                recorded.AddRange(stored.Episodes.SelectMany(episode => episode.Actions).OfType<ActivityScheduled>()
                    .Where(activity => done.Contains(activity.Id)).Select(activity => activity.Input!));
            }
        }

        return recorded;
    }

    private Process StartHost(string hub, string runsFile)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) is "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "CapacityFunctions.Embedded.DurableTask.CrashHost.dll"),
                azurite.ConnectionString, hub, runsFile,
                Parents.ToString(CultureInfo.InvariantCulture), Rounds.ToString(CultureInfo.InvariantCulture),
            },
        };
        return Process.Start(start)!;
    }
}
