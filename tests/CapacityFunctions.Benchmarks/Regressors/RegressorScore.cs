namespace CapacityFunctions.Benchmarks.Regressors;

/// <summary>What one account's forecasts lost and took over all origins.</summary>
internal sealed class RegressorScore
{
    /// <summary>Sum of scaled pinball losses.</summary>
    public double LossWith { get; set; }

    public double LossWithout { get; set; }

    public double SecondsWith { get; set; }

    public double SecondsWithout { get; set; }

    /// <summary>How often each input was kept.</summary>
    public SortedDictionary<string, int> Kept { get; } = new(StringComparer.Ordinal);

    public int Forecasts { get; set; }
}
