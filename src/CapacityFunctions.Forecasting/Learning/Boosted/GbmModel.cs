using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Trees;

namespace CapacityFunctions.Forecasting.Learning.Boosted;

/// <summary>Boosted trees that were trained over many series.</summary>
internal sealed class GbmModel(HorizonSpec horizon, LearnedParts parts, TraitWords words) : LearnedModel(LearnerName, Magic, horizon, parts)
{
    public const string LearnerName = "gbm";

    // "CFG1" read as little-endian.
    private const int Magic = 0x31474643;

    private readonly LearnedParts parts = parts;

    /// <exception cref="InvalidDataException">The state is damaged or of an unknown version.</exception>
    public static GbmModel Read(ReadOnlyMemory<byte> state)
    {
        StateReader reader = new(state);
        (HorizonSpec horizon, FeatureLayout layout) = ReadFrame(reader, Magic, "boosted trees");
        TraitWords words = TraitWords.Read(reader);
        ForestForecaster heldBack = new(layout, words, DistributionForest.Read(reader), horizon.Steps);
        ForestForecaster full = new(layout, words, DistributionForest.Read(reader), horizon.Steps);
        return new GbmModel(horizon, new LearnedParts(horizon.Grid, heldBack, full, LearnedParts.ReadSpans(reader)), words);
    }

    protected override void WriteParts(StateWriter writer)
    {
        words.Write(writer);
        ((ForestForecaster)parts.HeldBack).Forest.Write(writer);
        ((ForestForecaster)parts.Full).Forest.Write(writer);
    }
}
