using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>What validation chooses of a network.</summary>
/// <param name="Units">Of each LSTM layer.</param>
/// <param name="Layers">LSTM layers.</param>
/// <param name="WindowSteps">How far back the layers read.</param>
internal sealed record NetworkSize(int Units, int Layers, int WindowSteps)
{
    // Far beyond what is trained; a damaged state must not claim memory.
    private const int MostUnits = 1_024;
    private const int MostLayers = 3;
    private const int MostWindowSteps = 10_000;

    public void Write(StateWriter writer)
    {
        writer.WriteInt32(Units);
        writer.WriteInt32(Layers);
        writer.WriteInt32(WindowSteps);
    }

    /// <exception cref="InvalidDataException">The state is damaged.</exception>
    public static NetworkSize Read(StateReader reader)
    {
        NetworkSize size = new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        return size is { Units: > 0 and <= MostUnits, Layers: > 0 and <= MostLayers, WindowSteps: > 0 and <= MostWindowSteps }
            ? size
            : throw new InvalidDataException($"The state of networks is damaged: {size}.");
    }
}
