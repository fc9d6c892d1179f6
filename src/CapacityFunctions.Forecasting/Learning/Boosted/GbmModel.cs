using System.Globalization;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Trees;

namespace CapacityFunctions.Forecasting.Learning.Boosted;

/// <summary>Boosted trees that were trained over many series.</summary>
internal sealed class GbmModel(HorizonSpec horizon, LearnedParts parts, TraitWords words) : ILearnedModel
{
    public const string LearnerName = "gbm";

    // "CFG1" read as little-endian.
    private const int Magic = 0x31474643;
    private const byte Version = 1;

    public string Name => LearnerName;

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
        words.Write(writer);
        ((ForestForecaster)parts.HeldBack).Forest.Write(writer);
        ((ForestForecaster)parts.Full).Forest.Write(writer);
        LearnedParts.WriteSpans(writer, parts.Spans);
        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">The state is damaged or of an unknown version.</exception>
    public static GbmModel Read(ReadOnlyMemory<byte> state)
    {
        StateReader reader = new(state);
        if (reader.ReadInt32() != Magic)
        {
            throw new InvalidDataException("This is not the state of boosted trees.");
        }

        StateVersion.Require(reader.ReadByte(), Version, "boosted trees");
        HorizonSpec horizon = HorizonSpec.Read(reader);
        FeatureLayout layout = FeatureLayout.For(horizon.Grid, reader.ReadStrings());
        TraitWords words = TraitWords.Read(reader);
        ForestForecaster heldBack = new(layout, words, DistributionForest.Read(reader), horizon.Steps);
        ForestForecaster full = new(layout, words, DistributionForest.Read(reader), horizon.Steps);
        return new GbmModel(horizon, new LearnedParts(horizon.Grid, heldBack, full, LearnedParts.ReadSpans(reader)), words);
    }
}
