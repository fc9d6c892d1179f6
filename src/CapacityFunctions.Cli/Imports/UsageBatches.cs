using CapacityFunctions.Cli.Files;

namespace CapacityFunctions.Cli.Imports;

/// <summary>
/// Cuts usage into batches. The system stores a day of one series as one entity, so rows are ordered by series first and cut
/// between days: then each entity is written by one batch, and batches sent side by side do not meet.
/// </summary>
internal static class UsageBatches
{
    /// <summary>The most rows that the system takes at once.</summary>
    public const int MostRows = 10_000;

    /// <summary>From here on a batch ends with the day; a day at five minutes (288 rows) still fits on top.</summary>
    private const int EnoughRows = 9_000;

    /// <summary>Rows held and ordered at once: bounds memory to some 150 MB, whatever the file's size.</summary>
    private const int WindowRows = 2_000_000;

    public static IEnumerable<UsageBatch> Cut(IEnumerable<UsageRow> rows) => rows.Chunk(WindowRows).SelectMany(CutWindow);

    private static IEnumerable<UsageBatch> CutWindow(UsageRow[] window)
    {
        Array.Sort(window, Compare);
        int start = 0;
        for (int end = 1; end <= window.Length; end++)
        {
            int size = end - start;
            if (end == window.Length || size == MostRows || (size >= EnoughRows && !IsSameDay(window[end - 1], window[end])))
            {
                yield return Write(window.AsSpan(start, size));
                start = end;
            }
        }
    }

    private static UsageBatch Write(ReadOnlySpan<UsageRow> rows)
    {
        using StringWriter csv = new() { NewLine = "\n" };
        csv.WriteLine(UsageFile.Header);
        long[] lines = new long[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            UsageRow row = rows[i];
            UsageFile.WriteRow(csv, row.AccountId, row.Timestamp, row.ResourceType, row.Value, row.Zone);
            csv.WriteLine();
            lines[i] = row.Line;
        }

        return new UsageBatch(csv.ToString(), lines);
    }

    private static int Compare(UsageRow left, UsageRow right)
    {
        int order = string.CompareOrdinal(left.AccountId, right.AccountId);
        order = order != 0 ? order : string.CompareOrdinal(left.ResourceType, right.ResourceType);
        order = order != 0 ? order : string.CompareOrdinal(left.Zone, right.Zone);
        order = order != 0 ? order : left.Timestamp.CompareTo(right.Timestamp);
        return order != 0 ? order : left.Line.CompareTo(right.Line);
    }

    private static bool IsSameDay(UsageRow left, UsageRow right) =>
        left.Timestamp.UtcDateTime.Date == right.Timestamp.UtcDateTime.Date &&
        string.Equals(left.AccountId, right.AccountId, StringComparison.Ordinal) &&
        string.Equals(left.ResourceType, right.ResourceType, StringComparison.Ordinal) &&
        string.Equals(left.Zone, right.Zone, StringComparison.Ordinal);
}
