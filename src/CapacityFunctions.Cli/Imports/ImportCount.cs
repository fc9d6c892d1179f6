using CapacityFunctions.Cli.Http;

namespace CapacityFunctions.Cli.Imports;

/// <summary>Adds up what became of the batches of one file; may be called from several threads.</summary>
internal sealed class ImportCount
{
    /// <summary>Rejected rows that are shown one by one; the rest is only counted.</summary>
    public const int ShownRejections = 10;

    private readonly Lock _gate = new();
    private readonly SortedList<long, string> _rejections = [];

    public long Accepted { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>True when there were rows and none was taken.</summary>
    public bool IsRefusal => Accepted == 0 && Rejected > 0;

    /// <param name="lines">For each row of the batch the line where it stands in its file, from 1.</param>
    /// <param name="answer">What became of the batch.</param>
    public void Add(IReadOnlyList<long> lines, BatchAnswer answer)
    {
        lock (_gate)
        {
            Accepted += answer.Accepted;
            Rejected += answer.Rejected;
            foreach (Rejection rejection in answer.Rejections ?? [])
            {
                int index = rejection.Row - 1;
                _rejections[index >= 0 && index < lines.Count ? lines[index] : 0] = rejection.Reason;
            }

            while (_rejections.Count > ShownRejections)
            {
                _rejections.RemoveAt(_rejections.Count - 1);
            }
        }
    }

    /// <summary>One line with the counts, then the first rejections by line of the file.</summary>
    public IEnumerable<string> Report(string what, string path)
    {
        yield return $"{what}: {Accepted} rows accepted, {Rejected} rejected";
        foreach ((long line, string reason) in _rejections)
        {
            yield return $"  {path}:{line}: {reason}";
        }

        if (Rejected > _rejections.Count)
        {
            yield return $"  … and {Rejected - _rejections.Count} more";
        }
    }
}
