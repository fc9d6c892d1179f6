namespace CapacityFunctions.Forecasting.Methods.Empirical;

/// <summary>
/// Weighted quantiles of past values for each future step. The weight of value t for the step h after the last one, n − 1, is
/// ½^((n − 1 − t)/half-life) × phase(t − (n + h)) × state(t − h), each kernel with a floor that keeps the sum away from zero.
/// </summary>
internal sealed class EmpiricalDistribution
{
    // What the most distant phase or state still counts.
    private const double PhaseFloor = 0.1;
    private const double StateFloor = 0.02;

    // Width of the state kernel in standard deviations of the state.
    private const double StateWidth = 0.3;

    private readonly double[] values;
    private readonly double[] ages;
    private readonly double[] phases;
    private readonly double[]? states;
    private readonly double[] weight;

    // Positions of the known values in values, by value.
    private readonly int[] order;

    public EmpiricalDistribution(in EmpiricalWeights weights, ReadOnlySpan<float> history)
    {
        values = new double[history.Length];
        List<int> known = [];
        for (int t = 0; t < values.Length; t++)
        {
            values[t] = history[t];
            if (!double.IsNaN(values[t]))
            {
                known.Add(t);
            }
        }

        order = [.. known];
        Array.Sort(Array.ConvertAll(order, position => values[position]), order);
        ages = new double[values.Length];
        double halving = Math.Pow(0.5, 1 / weights.HalfLifeSteps);
        double age = 1;
        for (int t = ages.Length - 1; t >= 0; t--, age *= halving)
        {
            ages[t] = age;
        }

        phases = PhaseKernel(weights.Period, weights.PhaseWidth);
        states = weights.StateSteps > 0 ? StateKernel(values, weights.StateSteps) : null;
        weight = new double[values.Length];
    }

    public QuantileForecast Forecast(int horizon)
    {
        double[] mean = new double[horizon];
        double[] deviation = new double[horizon];
        int count = QuantileForecast.Probabilities.Length;
        double[] quantiles = new double[horizon * count];
        for (int step = 0; step < horizon && order.Length > 0; step++)
        {
            double total = Weigh(step);
            (mean[step], deviation[step]) = Moments(total);
            FillQuantiles(total, quantiles.AsSpan(step * count, count));
        }

        return new QuantileForecast(mean, deviation, quantiles);
    }

    /// <summary>Weights for the values before <paramref name="step"/> in the order of their values; returns their sum.</summary>
    private double Weigh(int step)
    {
        double total = 0;
        int target = values.Length + step;
        for (int i = 0; i < order.Length; i++)
        {
            int t = order[i];
            double state = states is null ? 1 : t >= step ? states[t - step] : StateFloor;
            weight[i] = ages[t] * phases[(target - t) % phases.Length] * state;
            total += weight[i];
        }

        return total;
    }

    private (double Mean, double Deviation) Moments(double total)
    {
        double mean = 0;
        for (int i = 0; i < order.Length; i++)
        {
            mean += weight[i] * values[order[i]];
        }

        mean /= total;
        double squares = 0;
        for (int i = 0; i < order.Length; i++)
        {
            double difference = values[order[i]] - mean;
            squares += weight[i] * difference * difference;
        }

        return (mean, Math.Sqrt(squares / total));
    }

    /// <summary>Linear between the values, each at the middle of its weight.</summary>
    private void FillQuantiles(double total, Span<double> row)
    {
        ReadOnlySpan<double> probabilities = QuantileForecast.Probabilities;
        int i = 0;
        double before = 0;
        double previousAt = 0;
        for (int q = 0; q < row.Length; q++)
        {
            double wanted = probabilities[q] * total;
            while (i < order.Length && before + (weight[i] / 2) < wanted)
            {
                previousAt = before + (weight[i] / 2);
                before += weight[i];
                i++;
            }

            if (i == 0 || i == order.Length)
            {
                row[q] = values[order[i == 0 ? 0 : ^1]];
                continue;
            }

            double at = before + (weight[i] / 2);
            double share = at > previousAt ? (wanted - previousAt) / (at - previousAt) : 1;
            row[q] = values[order[i - 1]] + (share * (values[order[i]] - values[order[i - 1]]));
        }
    }

    /// <summary>By distance in steps modulo the period.</summary>
    private static double[] PhaseKernel(int period, double width)
    {
        double[] kernel = new double[period];
        for (int distance = 0; distance < period; distance++)
        {
            double scaled = Math.Min(distance, period - distance) / width;
            kernel[distance] = period == 1 ? 1 : PhaseFloor + Math.Exp(-0.5 * scaled * scaled);
        }

        return kernel;
    }

    /// <summary>Likeness of the state before each value to the state now; the state is the mean of the last known values.</summary>
    private static double[] StateKernel(double[] values, int steps)
    {
        double[] kernel = new double[values.Length + 1];
        double mean = 0;
        double squares = 0;
        int count = 0;
        for (int t = 0; t < kernel.Length; t++)
        {
            kernel[t] = State(values, t, steps);
            if (!double.IsNaN(kernel[t]))
            {
                // Welford's recursion.
                count++;
                double difference = kernel[t] - mean;
                mean += difference / count;
                squares += difference * (kernel[t] - mean);
            }
        }

        double now = kernel[^1];
        double width = StateWidth * Math.Sqrt(squares / Math.Max(1, count));
        for (int t = 0; t < kernel.Length; t++)
        {
            double scaled = width > 0 ? (kernel[t] - now) / width : 0;
            kernel[t] = StateFloor + (double.IsNaN(scaled) ? 0 : Math.Exp(-0.5 * scaled * scaled));
        }

        return kernel[..^1];
    }

    private static double State(double[] values, int end, int steps)
    {
        double sum = 0;
        int count = 0;
        for (int t = Math.Max(0, end - steps); t < end; t++)
        {
            if (!double.IsNaN(values[t]))
            {
                sum += values[t];
                count++;
            }
        }

        return count > 0 ? sum / count : double.NaN;
    }
}
