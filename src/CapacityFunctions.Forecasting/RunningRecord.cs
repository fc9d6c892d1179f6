using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting;

/// <summary>What a model knows about its usage and its own forecasts beside parameters and past errors, and learns further while it runs.</summary>
/// <param name="Envelope">Range of recent usage.</param>
/// <param name="Reaches">How far the past forecasts of each member left that range at most, in units of usage.</param>
/// <param name="Coverage">What the width of intervals is multiplied by.</param>
/// <param name="Reference">Calibration at the newest origin, against which outcomes count as inside or outside.</param>
internal sealed record RunningRecord(UsageEnvelope Envelope, double[] Reaches, CoverageTracker Coverage, CoverageReference Reference)
{
    /// <summary>For states of versions that had none of it.</summary>
    public static RunningRecord Unknown(int members, IReadOnlyList<OriginRow> rows, int steps)
    {
        double[] anything = new double[members];
        Array.Fill(anything, double.PositiveInfinity);
        return new RunningRecord(UsageEnvelope.Anything, anything, CoverageTracker.Neutral, CoverageReference.Of(ConformalCalibrator.Scores(rows, steps)));
    }

    public void Write(StateWriter writer)
    {
        Envelope.Write(writer);
        writer.WriteDoubles(Reaches);
        Coverage.Write(writer);
        Reference.Write(writer);
    }

    /// <param name="reader">At the record.</param>
    /// <param name="members">Members of the model.</param>
    /// <param name="steps">Of its horizon.</param>
    public static RunningRecord Read(StateReader reader, int members, int steps)
    {
        UsageEnvelope envelope = UsageEnvelope.Read(reader);
        double[] reaches = reader.ReadDoubles();
        return reaches.Length == members
            ? new RunningRecord(envelope, reaches, CoverageTracker.Read(reader), CoverageReference.Read(reader, steps))
            : throw new InvalidDataException($"Model state is damaged: reaches of {reaches.Length} for {members} members.");
    }
}
