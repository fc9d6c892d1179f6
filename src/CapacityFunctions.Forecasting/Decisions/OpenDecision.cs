using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Decisions;

/// <summary>A decision whose outcome is still to come.</summary>
/// <param name="Bucket">Start of the time that it is for.</param>
/// <param name="Mean">Of the forecast.</param>
/// <param name="Features">What was known beside it.</param>
/// <param name="Opinions">Model, tracker, regression: units of usage.</param>
internal sealed record OpenDecision(DateTimeOffset Bucket, double Mean, double[] Features, double[] Opinions)
{
    public void Write(StateWriter writer)
    {
        writer.WriteInt64(Bucket.UtcTicks);
        writer.WriteDouble(Mean);
        writer.WriteDoubles(Features);
        writer.WriteDoubles(Opinions);
    }

    public static OpenDecision Read(StateReader reader, int features, int experts)
    {
        DateTimeOffset bucket = reader.ReadInstant();
        double mean = reader.ReadDouble();
        double[] known = new double[features];
        double[] opinions = new double[experts];
        StateArrays.Restore(reader, known);
        StateArrays.Restore(reader, opinions);
        return new OpenDecision(bucket, mean, known, opinions);
    }
}
