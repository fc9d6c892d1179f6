using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>Forecasts made beforehand, one for each decision, at the probabilities that policies will ask for.</summary>
internal sealed class ForecastTable : IDemandForecast
{
    private readonly int first;
    private readonly double[] intervals;
    private readonly double[] decisions;
    private readonly double[] means;
    private readonly double[] quantiles;

    /// <param name="first">The first decision.</param>
    /// <param name="count">Decisions.</param>
    /// <param name="needs">What will be asked for.</param>
    public ForecastTable(int first, int count, ForecastNeeds needs)
    {
        this.first = first;
        intervals = [.. needs.Intervals];
        decisions = [.. needs.Decisions];
        means = new double[count];
        quantiles = new double[count * (intervals.Length + decisions.Length)];
    }

    public double MeanAt(int decision) => means[decision - first];

    public double QuantileAt(int decision, double probability) => RowOf(decision)[ColumnOf(intervals, probability)];

    public double DecisionQuantileAt(int decision, double probability) => RowOf(decision)[intervals.Length + ColumnOf(decisions, probability)];

    /// <summary>Fills in what is expected when a decision is made.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="mean">Units.</param>
    /// <param name="quantileAt">A quantile of the forecast.</param>
    public void Set(int decision, double mean, Func<double, double> quantileAt)
    {
        means[decision - first] = Math.Max(0, mean);
        Span<double> row = RowOf(decision);
        for (int i = 0; i < intervals.Length; i++)
        {
            row[i] = Math.Max(0, quantileAt(intervals[i]));
        }
    }

    /// <summary>Fills in one quantile to be ordered.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="column">Which of the probabilities of decisions.</param>
    /// <param name="quantile">Units.</param>
    public void SetDecision(int decision, int column, double quantile) => RowOf(decision)[intervals.Length + column] = quantile;

    private static int ColumnOf(double[] probabilities, double probability)
    {
        int column = Array.BinarySearch(probabilities, probability);
        return column >= 0
            ? column
            : throw new ArgumentOutOfRangeException(nameof(probability), probability, "No forecast was made at this probability.");
    }

    private Span<double> RowOf(int decision)
    {
        int width = intervals.Length + decisions.Length;
        return quantiles.AsSpan((decision - first) * width, width);
    }
}
