namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>Divides rows into folds of about the same size, whole groups each; the rows of a single group by blocks.</summary>
internal sealed class GroupFolds
{
    private readonly int[] folds;

    /// <param name="groups">Group of each row.</param>
    /// <param name="folds">Folds, at least 2; fewer when there are fewer groups, but for a single one.</param>
    public GroupFolds(ReadOnlySpan<int> groups, int folds)
    {
        Dictionary<int, int> sizes = [];
        foreach (int group in groups)
        {
            sizes[group] = sizes.GetValueOrDefault(group) + 1;
        }

        Count = sizes.Count > 1 ? Math.Min(folds, sizes.Count) : folds;
        this.folds = new int[groups.Length];
        Dictionary<int, int> assigned = Assign(sizes, Count);
        for (int row = 0; row < groups.Length; row++)
        {
            this.folds[row] = sizes.Count > 1 ? assigned[groups[row]] : (int)((long)row * folds / groups.Length);
        }
    }

    public int Count { get; }

    /// <summary>Rows inside a fold, or all outside it; ascending.</summary>
    public int[] RowsOf(int fold, bool isInside)
    {
        List<int> rows = new(folds.Length);
        for (int row = 0; row < folds.Length; row++)
        {
            if (folds[row] == fold == isInside)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    /// <summary>Large groups first, each into the fold that has the fewest rows so far.</summary>
    private static Dictionary<int, int> Assign(Dictionary<int, int> sizes, int count)
    {
        long[] rows = new long[count];
        Dictionary<int, int> assigned = [];
        foreach ((int group, int size) in sizes.OrderByDescending(item => item.Value).ThenBy(item => item.Key))
        {
            int smallest = Array.IndexOf(rows, rows.Min());
            rows[smallest] += size;
            assigned[group] = smallest;
        }

        return assigned;
    }
}
