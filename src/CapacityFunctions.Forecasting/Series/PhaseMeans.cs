using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Series;

/// <summary>The mean of each phase of a season.</summary>
internal static class PhaseMeans
{
    /// <param name="values">At least one; [0] has phase 0.</param>
    /// <param name="period">1 for the mean of all; phases without a value get that, too.</param>
    public static double[] Of(ReadOnlySpan<double> values, int period)
    {
        double[] means = new double[period];
        double overall = TensorPrimitives.Sum(values) / values.Length;
        for (int phase = 0; phase < period; phase++)
        {
            double sum = 0;
            int count = 0;
            for (int i = phase; i < values.Length; i += period)
            {
                sum += values[i];
                count++;
            }

            means[phase] = count > 0 ? sum / count : overall;
        }

        return means;
    }

    /// <summary>Subtracts from each value the mean of its phase.</summary>
    public static void Remove(Span<double> values, int period)
    {
        double[] means = Of(values, period);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= means[i % period];
        }
    }

    /// <summary>The longest season seen often enough to tell it from what comes on top; 1 for none.</summary>
    public static int Choose(IReadOnlyList<int> periods, int length)
    {
        const int fewestSeasons = 3;
        for (int i = periods.Count - 1; i >= 0; i--)
        {
            if (length >= fewestSeasons * periods[i])
            {
                return periods[i];
            }
        }

        return 1;
    }
}
