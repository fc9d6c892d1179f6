using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>Networks that were trained over many series.</summary>
internal sealed class LstmModel(HorizonSpec horizon, LearnedParts parts, FeatureStandard standard, TraitWords words, NetworkSize size)
    : LearnedModel(LstmLearner.LearnerName, Magic, horizon, parts)
{
    // "CFL1" read as little-endian.
    private const int Magic = 0x314C4643;

    private readonly LearnedParts parts = parts;

    /// <exception cref="InvalidDataException">The state is damaged or of an unknown version.</exception>
    public static LstmModel Read(ReadOnlyMemory<byte> state)
    {
        StateReader reader = new(state);
        (HorizonSpec horizon, FeatureLayout layout) = ReadFrame(reader, Magic, "recurrent networks");
        FeatureStandard standard = FeatureStandard.Read(reader, layout.RowCount);
        TraitWords words = TraitWords.Read(reader);
        NetworkSize size = NetworkSize.Read(reader);
        NetworkForecaster heldBack = new(layout, standard, words, size, ReadNetworks(reader), horizon.Steps);
        NetworkForecaster full = new(layout, standard, words, size, ReadNetworks(reader), horizon.Steps);
        return new LstmModel(horizon, new LearnedParts(horizon.Grid, heldBack, full, LearnedParts.ReadSpans(reader)), standard, words, size);
    }

    protected override void WriteParts(StateWriter writer)
    {
        standard.Write(writer);
        words.Write(writer);
        size.Write(writer);
        WriteNetworks(writer, (NetworkForecaster)parts.HeldBack);
        WriteNetworks(writer, (NetworkForecaster)parts.Full);
    }

    private static void WriteNetworks(StateWriter writer, NetworkForecaster forecaster)
    {
        writer.WriteInt32(forecaster.Parameters.Count);
        foreach (float[] parameters in forecaster.Parameters)
        {
            writer.WriteSingles(parameters);
        }
    }

    private static float[][] ReadNetworks(StateReader reader)
    {
        float[][] networks = new float[reader.ReadLength(sizeof(int))][];
        for (int i = 0; i < networks.Length; i++)
        {
            networks[i] = reader.ReadSingles();
        }

        return networks;
    }
}
