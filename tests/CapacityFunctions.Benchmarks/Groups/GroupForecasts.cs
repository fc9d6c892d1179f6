using CapacityFunctions.Forecasting.Aggregation;

namespace CapacityFunctions.Benchmarks.Groups;

/// <summary>What every account forecast at every origin.</summary>
/// <param name="accounts">How many.</param>
/// <param name="origins">Indexes of first forecast steps, ascending.</param>
internal sealed class GroupForecasts(int accounts, IReadOnlyList<int> origins)
{
    public IReadOnlyList<int> Origins => origins;

    /// <summary>By account and origin.</summary>
    public GroupDemand[,] Parts { get; } = new GroupDemand[accounts, origins.Count];

    /// <summary>The account's own upper quantile a step, by account and origin.</summary>
    public double[,][] Quantiles { get; } = new double[accounts, origins.Count][];

    /// <summary>How many outcomes lay in each account's own interval, and how many are known, by account.</summary>
    public (int Inside, int Known)[] Own { get; } = new (int, int)[accounts];

    /// <summary>The consolidated forecast at an origin.</summary>
    public GroupDemand Sum(int origin)
    {
        GroupDemand sum = Parts[0, origin];
        for (int account = 1; account < Parts.GetLength(0); account++)
        {
            sum = sum.Add(Parts[account, origin]);
        }

        return sum;
    }

    /// <summary>The accounts' own quantiles, added up as if all peaks coincided.</summary>
    public double AddedQuantile(int origin, int step)
    {
        double added = 0;
        for (int account = 0; account < Quantiles.GetLength(0); account++)
        {
            added += Quantiles[account, origin][step];
        }

        return added;
    }
}
