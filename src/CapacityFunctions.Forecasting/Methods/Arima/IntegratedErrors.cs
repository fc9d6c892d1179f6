namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// Undoes differencing step by step: with (1 − z)^d (1 − z^m)^D = 1 − Σ δ_j z^j the next value is its difference plus Σ δ_j times the value j
/// steps back.
/// </summary>
internal sealed class IntegratedErrors
{
    private readonly double[] weights;
    private readonly double[] ring;
    private int next;

    /// <param name="order">Its differences are undone.</param>
    /// <param name="recent">The last values, oldest first; as many as differencing uses up.</param>
    public IntegratedErrors(in ArimaOrder order, double[] recent)
    {
        weights = Weights(order);
        ring = (double[])recent.Clone();
    }

    /// <summary>What the past contributes to the next value.</summary>
    public double Carried
    {
        get
        {
            double sum = 0;
            int index = next;
            for (int j = 0; j < weights.Length; j++)
            {
                index = index == 0 ? ring.Length - 1 : index - 1;
                sum += weights[j] * ring[index];
            }

            return sum;
        }
    }

    public void Push(double value)
    {
        if (ring.Length == 0)
        {
            return;
        }

        ring[next] = value;
        next = next + 1 == ring.Length ? 0 : next + 1;
    }

    /// <summary>The last values, oldest first.</summary>
    public double[] ToArray() => [.. ring.AsSpan(next), .. ring.AsSpan(0, next)];

    /// <summary>δ_1, δ_2, …</summary>
    public static double[] Weights(in ArimaOrder order)
    {
        double[] polynomial = new double[order.Lost + 1];
        polynomial[0] = 1;
        for (int i = 0; i < order.Differences; i++)
        {
            MultiplyByDifference(polynomial, 1);
        }

        for (int i = 0; i < order.SeasonalDifferences; i++)
        {
            MultiplyByDifference(polynomial, order.Period);
        }

        return Array.ConvertAll(polynomial[1..], static value => -value);
    }

    private static void MultiplyByDifference(double[] polynomial, int lag)
    {
        for (int i = polynomial.Length - 1; i >= lag; i--)
        {
            polynomial[i] -= polynomial[i - lag];
        }
    }
}
