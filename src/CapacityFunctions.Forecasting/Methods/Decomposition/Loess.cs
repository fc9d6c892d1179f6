namespace CapacityFunctions.Forecasting.Methods.Decomposition;

/// <summary>Locally weighted regression on equally spaced points (Cleveland et al. 1990, STL, §2): tricube weights, degree 0 or 1.</summary>
internal static class Loess
{
    /// <summary>
    /// Smooths at positions <paramref name="from"/>, from + 1, … (0 is the first value; positions may lie outside the data).
    /// Every jump-th position is fitted, the others are interpolated.
    /// </summary>
    /// <param name="values">At least one value.</param>
    /// <param name="span">Neighbours that take part; may exceed the data, which widens the weights as in STL.</param>
    /// <param name="degree">0 or 1.</param>
    /// <param name="jump">At least 1.</param>
    /// <param name="from">First position.</param>
    /// <param name="smooth">Receives the fit.</param>
    public static void Smooth(ReadOnlySpan<double> values, int span, int degree, int jump, int from, Span<double> smooth)
    {
        int previous = 0;
        smooth[0] = FitAt(values, span, degree, from);
        while (previous < smooth.Length - 1)
        {
            int next = Math.Min(previous + jump, smooth.Length - 1);
            smooth[next] = FitAt(values, span, degree, from + next);
            double slope = (smooth[next] - smooth[previous]) / (next - previous);
            for (int i = previous + 1; i < next; i++)
            {
                smooth[i] = smooth[previous] + (slope * (i - previous));
            }

            previous = next;
        }
    }

    private static double FitAt(ReadOnlySpan<double> values, int span, int degree, int position)
    {
        int count = Math.Min(span, values.Length);
        int left = Math.Clamp(position - (count / 2), 0, values.Length - count);
        int right = left + count - 1;
        double reach = Math.Max(position - left, right - position);
        if (span > values.Length)
        {
            reach += (span - values.Length) / 2;
        }

        double total = 0;
        double first = 0;
        double second = 0;
        double product = 0;
        double sum = 0;
        for (int i = left; i <= right; i++)
        {
            double distance = Math.Abs(i - position);
            if (distance > 0.999 * reach)
            {
                continue;
            }

            double weight = distance <= 0.001 * reach ? 1 : Tricube(distance / reach);
            double x = i - position;
            total += weight;
            first += weight * x;
            second += weight * x * x;
            sum += weight * values[i];
            product += weight * x * values[i];
        }

        if (total <= 0)
        {
            return values[Math.Clamp(position, 0, values.Length - 1)];
        }

        double mean = sum / total;
        double centre = first / total;
        double spread = (second / total) - (centre * centre);

        // A slope from points that nearly coincide is noise; STL draws the same line.
        if (degree == 0 || Math.Sqrt(Math.Max(0, spread)) <= 0.001 * (values.Length - 1))
        {
            return mean;
        }

        double slope = ((product / total) - (centre * mean)) / spread;
        return mean - (slope * centre);
    }

    private static double Tricube(double u)
    {
        double v = 1 - (u * u * u);
        return v * v * v;
    }
}
