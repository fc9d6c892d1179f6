namespace CapacityFunctions.Embedded.DurableTask.Tests.Plans;

/// <summary>What was recorded when a process was killed, and how often it had run by then.</summary>
internal sealed class RecordedAtKill
{
    private readonly Dictionary<string, int> _runs = new(StringComparer.Ordinal);

    /// <summary>Notes a kill.</summary>
    public void Add(IReadOnlySet<string> recorded, IReadOnlyDictionary<string, int> runs)
    {
        foreach (string key in recorded)
        {
            _runs.TryAdd(key, runs[key]);
        }
    }

    public IReadOnlyCollection<string> RepeatedSince(IReadOnlyDictionary<string, int> runs) =>
        [.. _runs.Where(run => runs[run.Key] > run.Value).Select(run => run.Key)];
}
