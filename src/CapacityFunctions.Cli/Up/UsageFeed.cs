using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Imports;
using CapacityFunctions.Planning.Performance;

namespace CapacityFunctions.Cli.Up;

/// <summary>Sends a source's further observations as they fall due on the moved clock.</summary>
internal sealed class UsageFeed(DataSource source, RunningSystem system, string folder, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Runs until it is cancelled, or the source has no more.</summary>
    public async Task RunAsync(LocalState state, CancellationToken cancellationToken)
    {
        Importer importer = new(system.Client);
        using IEnumerator<UsageRow> rows = source.After(state.Newest).GetEnumerator();
        bool more = rows.MoveNext();
        using IEnumerator<AccountPerformance> performance = source.PerformanceAfter(state.Newest).GetEnumerator();
        bool measured = performance.MoveNext();
        List<UsageRow> due = [];
        List<AccountPerformance> dueToo = [];
        while (more || measured || due.Count > 0 || dueToo.Count > 0)
        {
            DateTimeOffset now = system.Clock.Now(time);
            for (; measured && performance.Current.Sample.At <= now; measured = performance.MoveNext())
            {
                dueToo.Add(performance.Current);
            }

            for (; more && rows.Current.Timestamp <= now; more = rows.MoveNext())
            {
                due.Add(rows.Current);
            }

            if ((due.Count > 0 || dueToo.Count > 0) && await TrySendAsync(importer, due, dueToo, cancellationToken))
            {
                if (due.Count > 0)
                {
                    state = state with { Newest = due[^1].Timestamp };
                    state.Write(folder);
                }

                due.Clear();
                dueToo.Clear();
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>False while the system cannot take rows, as when its storage is away; they are kept for the next time.</summary>
    private static async Task<bool> TrySendAsync(
        Importer importer, List<UsageRow> due, List<AccountPerformance> performance, CancellationToken cancellationToken)
    {
        try
        {
            await importer.PostUsageAsync(UsageBatches.Cut(due), cancellationToken);
            await importer.PostPerformanceAsync(performance, cancellationToken);
            return true;
        }
        catch (WorkFailedException)
        {
            return false;
        }
    }
}
