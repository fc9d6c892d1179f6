using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Decisions;

/// <summary>Arrays of a known length in a state.</summary>
internal static class StateArrays
{
    /// <exception cref="InvalidDataException">The length is another one, or a number is not finite.</exception>
    public static void Restore(StateReader reader, Span<double> target)
    {
        double[] values = reader.ReadDoubles();
        if (values.Length != target.Length || !Array.TrueForAll(values, double.IsFinite))
        {
            throw new InvalidDataException($"State of a live quantile is damaged: {values.Length} numbers instead of {target.Length}, or one that is not finite.");
        }

        values.CopyTo(target);
    }
}
