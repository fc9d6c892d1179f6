using System.Globalization;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>Networks that were trained over many series.</summary>
internal sealed class LstmModel(HorizonSpec horizon, LearnedParts parts, FeatureStandard standard, TraitWords words, NetworkSize size) : ILearnedModel
{
    // "CFL1" read as little-endian.
    private const int Magic = 0x314C4643;
    private const byte Version = 1;

    public string Name => LstmLearner.LearnerName;

    public HorizonSpec Horizon => horizon;

    public string Description => string.Create(CultureInfo.InvariantCulture, $"{parts.Full}, learned from {parts.Spans.Count} series");

    public IForecastMethod For(LearnedSeries series) => new LearnedMethod(Name, series, parts, isHeldBack: false);

    public IForecastMethod ForHeldBack(LearnedSeries series) => new LearnedMethod(Name, series, parts, isHeldBack: true);

    public byte[] Serialize()
    {
        StateWriter writer = new();
        writer.WriteInt32(Magic);
        writer.WriteByte(Version);
        horizon.Write(writer);
        writer.WriteStrings(parts.Full.Layout.Signals);
        standard.Write(writer);
        words.Write(writer);
        size.Write(writer);
        WriteNetworks(writer, (NetworkForecaster)parts.HeldBack);
        WriteNetworks(writer, (NetworkForecaster)parts.Full);
        LearnedParts.WriteSpans(writer, parts.Spans);
        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">The state is damaged or of an unknown version.</exception>
    public static LstmModel Read(ReadOnlyMemory<byte> state)
    {
        StateReader reader = new(state);
        if (reader.ReadInt32() != Magic)
        {
            throw new InvalidDataException("This is not the state of recurrent networks.");
        }

        StateVersion.Require(reader.ReadByte(), Version, "recurrent networks");
        HorizonSpec horizon = HorizonSpec.Read(reader);
        FeatureLayout layout = FeatureLayout.For(horizon.Grid, reader.ReadStrings());
        FeatureStandard standard = FeatureStandard.Read(reader, layout.RowCount);
        TraitWords words = TraitWords.Read(reader);
        NetworkSize size = NetworkSize.Read(reader);
        NetworkForecaster heldBack = new(layout, standard, words, size, ReadNetworks(reader), horizon.Steps);
        NetworkForecaster full = new(layout, standard, words, size, ReadNetworks(reader), horizon.Steps);
        return new LstmModel(horizon, new LearnedParts(horizon.Grid, heldBack, full, LearnedParts.ReadSpans(reader)), standard, words, size);
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
