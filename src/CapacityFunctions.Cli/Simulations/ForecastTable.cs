using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>Forecasts made beforehand, one for each decision, at the probabilities that the simulation will ask for.</summary>
internal sealed class ForecastTable : IDemandForecast
{
    private readonly int first;
    private readonly double[] probabilities;
    private readonly double[] means;
    private readonly double[] quantiles;

    /// <param name="first">The first decision.</param>
    /// <param name="count">Decisions.</param>
    /// <param name="probabilities">Ascending, each once.</param>
    public ForecastTable(int first, int count, double[] probabilities)
    {
        this.first = first;
        this.probabilities = probabilities;
        means = new double[count];
        quantiles = new double[count * probabilities.Length];
    }

    public double MeanAt(int decision) => means[decision - first];

    public double QuantileAt(int decision, double probability)
    {
        int column = Array.BinarySearch(probabilities, probability);
        return column >= 0
            ? quantiles[((decision - first) * probabilities.Length) + column]
            : throw new ArgumentOutOfRangeException(nameof(probability), probability, "No forecast was made at this probability.");
    }

    public void Set(int decision, double mean, Func<double, double> quantileAt)
    {
        int row = decision - first;
        means[row] = Math.Max(0, mean);
        for (int i = 0; i < probabilities.Length; i++)
        {
            quantiles[(row * probabilities.Length) + i] = Math.Max(0, quantileAt(probabilities[i]));
        }
    }
}
