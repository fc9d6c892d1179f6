using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Empirical;

/// <summary>How much each past value counts in the distribution of a future one.</summary>
/// <param name="HalfLifeSteps">Age in steps at which a value counts half; above 0.</param>
/// <param name="Period">Season in steps whose phase matters; 1 for none.</param>
/// <param name="PhaseWidth">Standard deviation, in steps, of the kernel over the distance in phase.</param>
/// <param name="StateSteps">Steps whose mean is the state of the series; 0 when the state doesn't matter.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EmpiricalWeights(double HalfLifeSteps, int Period, double PhaseWidth, int StateSteps)
{
    public void Write(StateWriter writer)
    {
        writer.WriteDouble(HalfLifeSteps);
        writer.WriteInt32(Period);
        writer.WriteDouble(PhaseWidth);
        writer.WriteInt32(StateSteps);
    }

    public static EmpiricalWeights Read(StateReader reader)
    {
        EmpiricalWeights weights = new(reader.ReadDouble(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32());
        return weights is { HalfLifeSteps: > 0, Period: > 0, PhaseWidth: > 0, StateSteps: >= 0 }
            ? weights
            : throw new InvalidDataException($"Model state is damaged: weights {weights}.");
    }
}
