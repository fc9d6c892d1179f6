using System.Numerics.Tensors;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;

/// <summary>The two kinds of error that a forecast interval is made of.</summary>
internal static class NoiseVariance
{
    /// <summary>Variance of the series around its signal.</summary>
    public static float OfObservations(ReadOnlySpan<float> series, ReadOnlySpan<float> signal)
    {
        (double sum, double squares) = (0, 0);
        for (int i = 0; i < signal.Length; i++)
        {
            double error = series[i] - signal[i];
            sum += error;
            squares += error * error;
        }

        double mean = sum / signal.Length;
        return (float)Math.Max(0, (squares / signal.Length) - (mean * mean));
    }

    /// <summary>Variance of the signal around what the recurrence makes of the values before; coefficients count as degrees of freedom.</summary>
    public static float OfRecurrence(ReadOnlySpan<float> signal, ReadOnlySpan<float> recurrence)
    {
        int count = signal.Length - recurrence.Length;
        double[] errors = new double[count];
        for (int i = 0; i < count; i++)
        {
            errors[i] = signal[i + recurrence.Length] - TensorPrimitives.Dot(recurrence, signal.Slice(i, recurrence.Length));
        }

        double mean = TensorPrimitives.Sum<double>(errors) / count;
        double squares = 0;
        foreach (double error in errors)
        {
            squares += (error - mean) * (error - mean);
        }

        return (float)(squares / (count - recurrence.Length));
    }
}
