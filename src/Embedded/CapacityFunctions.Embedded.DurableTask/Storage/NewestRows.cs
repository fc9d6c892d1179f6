namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// The rows that were acknowledged last. Several, since of commits that overlap the one that storage took first may be acknowledged last.
/// </summary>
internal sealed class NewestRows
{
    private const int Count = 4;
    private readonly Lock _gate = new();
    private readonly List<(string Partition, string Row)> _rows = new(Count + 1);

    public void Add(string partition, string row)
    {
        lock (_gate)
        {
            _rows.Add((partition, row));
            if (_rows.Count > Count)
            {
                _rows.RemoveAt(0);
            }
        }
    }

    /// <summary>To be called before the row is deleted.</summary>
    public void Remove(string partition, string row)
    {
        lock (_gate)
        {
            _rows.Remove((partition, row));
        }
    }

    public bool Contains(string partition, string row)
    {
        lock (_gate)
        {
            return _rows.Contains((partition, row));
        }
    }

    public IReadOnlyList<(string Partition, string Row)> List()
    {
        lock (_gate)
        {
            return [.. _rows];
        }
    }
}
