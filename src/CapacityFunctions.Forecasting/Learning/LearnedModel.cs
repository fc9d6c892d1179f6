using System.Globalization;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>What all learned models share: both parts, and the frame of their state.</summary>
/// <param name="name">Name of the learner.</param>
/// <param name="magic">Begins the state.</param>
/// <param name="horizon">What it was trained for.</param>
/// <param name="parts">What was learned.</param>
internal abstract class LearnedModel(string name, int magic, HorizonSpec horizon, LearnedParts parts) : ILearnedModel
{
    private const byte Version = 1;

    public string Name => name;

    public HorizonSpec Horizon => horizon;

    public string Description => string.Create(CultureInfo.InvariantCulture, $"{parts.Full}, learned from {parts.Spans.Count} series");

    public IForecastMethod For(LearnedSeries series) => new LearnedMethod(name, series, parts, isHeldBack: false);

    public IForecastMethod ForHeldBack(LearnedSeries series) => new LearnedMethod(name, series, parts, isHeldBack: true);

    public byte[] Serialize()
    {
        StateWriter writer = new();
        writer.WriteInt32(magic);
        writer.WriteByte(Version);
        horizon.Write(writer);
        writer.WriteStrings(parts.Full.Layout.Signals);
        WriteParts(writer);
        LearnedParts.WriteSpans(writer, parts.Spans);
        return writer.ToArray();
    }

    /// <summary>Writes what differs between learners.</summary>
    protected abstract void WriteParts(StateWriter writer);

    /// <summary>Reads the begin of a state, up to what <see cref="WriteParts"/> wrote; the spans follow that.</summary>
    /// <param name="reader">At the begin.</param>
    /// <param name="magic">What it has to begin with.</param>
    /// <param name="what">Whose state it is, for the error.</param>
    /// <exception cref="InvalidDataException">The state is damaged, of another learner or of an unknown version.</exception>
    protected static (HorizonSpec Horizon, FeatureLayout Layout) ReadFrame(StateReader reader, int magic, string what)
    {
        if (reader.ReadInt32() != magic)
        {
            throw new InvalidDataException($"This is not the state of {what}.");
        }

        StateVersion.Require(reader.ReadByte(), Version, what);
        HorizonSpec horizon = HorizonSpec.Read(reader);
        return (horizon, FeatureLayout.For(horizon.Grid, reader.ReadStrings()));
    }
}
