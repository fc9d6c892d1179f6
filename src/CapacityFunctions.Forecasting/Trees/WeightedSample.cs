namespace CapacityFunctions.Forecasting.Trees;

/// <summary>Weighted values in bins, ordered once.</summary>
internal sealed class WeightedSample
{
    private readonly float[] values;
    private readonly float[] weights;
    private readonly int[] bins;

    /// <param name="values">Finite.</param>
    /// <param name="weights">One a value, 0 or more; empty when all count the same.</param>
    /// <param name="bins">Bin of each value.</param>
    public WeightedSample(ReadOnlySpan<float> values, ReadOnlySpan<float> weights, ReadOnlySpan<int> bins)
    {
        this.values = values.ToArray();
        int[] order = new int[values.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(this.values, order);
        this.weights = new float[values.Length];
        this.bins = new int[values.Length];
        for (int i = 0; i < order.Length; i++)
        {
            this.weights[i] = weights.IsEmpty ? 1 : weights[order[i]];
            this.bins[i] = bins[order[i]];
        }
    }

    /// <summary>
    /// Quantiles of one bin: each value stands at the middle of its weight, lines lead from one to the next (Hyndman &amp; Fan 1996, type 5).
    /// </summary>
    /// <param name="bin">-1 for all values.</param>
    /// <param name="probabilities">Ascending.</param>
    /// <param name="quantiles">One a probability; unchanged in a bin without weight.</param>
    /// <returns>Values that had a say.</returns>
    public int FillQuantiles(int bin, ReadOnlySpan<double> probabilities, Span<double> quantiles)
    {
        double total = 0;
        for (int i = 0; i < values.Length; i++)
        {
            total += bin < 0 || bins[i] == bin ? weights[i] : 0;
        }

        int count = 0;
        int next = 0;
        double below = 0;
        double lastPlace = 0;
        double lastValue = 0;
        for (int i = 0; i < values.Length && total > 0; i++)
        {
            if ((bin >= 0 && bins[i] != bin) || weights[i] <= 0)
            {
                continue;
            }

            double place = (below + (weights[i] / 2.0)) / total;
            for (; next < probabilities.Length && probabilities[next] <= place; next++)
            {
                double share = count == 0 || place <= lastPlace ? 1 : (probabilities[next] - lastPlace) / (place - lastPlace);
                quantiles[next] = count == 0 ? values[i] : lastValue + (share * (values[i] - lastValue));
            }

            (lastPlace, lastValue) = (place, values[i]);
            below += weights[i];
            count++;
        }

        for (; next < probabilities.Length && count > 0; next++)
        {
            quantiles[next] = lastValue;
        }

        return count;
    }
}
