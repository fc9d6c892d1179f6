using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.SeasonalNaive;

/// <param name="season">One value a phase as a ring: the last one seen, or an average of the last ones.</param>
/// <param name="position">Index of the next step in the ring.</param>
/// <param name="gain">Share of a new value in the average of its phase, in (0, 1]; 1 keeps the last value.</param>
/// <param name="deviation">Root mean square of one-season-ahead errors.</param>
internal sealed class SeasonalNaiveModel(double[] season, int position, double gain, double deviation) : IFittedModel
{
    private const byte Version = 1;

    public string Description => (season.Length, gain) switch
    {
        (1, _) => "last value",
        (_, 1) => $"last season of {season.Length} steps",
        _ => $"average season of {season.Length} steps",
    };

    public IFittedModel Update(ObservationBlock block)
    {
        double[] ring = (double[])season.Clone();
        int next = position;
        ReadOnlySpan<double> values = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        for (int i = 0; i < values.Length; i++)
        {
            ring[next] = missing[i] ? ring[next] : Average(ring[next], values[i], gain);
            next = next + 1 == ring.Length ? 0 : next + 1;
        }

        return new SeasonalNaiveModel(ring, next, gain, deviation);
    }

    /// <summary>The new average of a phase. Written as two products so that a gain of 1 keeps the value exactly.</summary>
    public static double Average(double average, double value, double gain) => ((1 - gain) * average) + (gain * value);

    public MethodForecast Forecast(ForecastRequest request)
    {
        double[] mean = new double[request.Horizon];
        double[] deviations = new double[request.Horizon];
        for (int step = 0; step < mean.Length; step++)
        {
            mean[step] = season[(position + step) % season.Length];

            // A random walk over seasons seen through the average: each whole season adds gain² of one season's variance.
            deviations[step] = deviation * Math.Sqrt((gain * gain * (step / season.Length)) + 1);
        }

        return new MethodForecast(mean, deviations);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteDoubles(season);
        writer.WriteInt32(position);
        writer.WriteDouble(gain);
        writer.WriteDouble(deviation);
    }

    public static SeasonalNaiveModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "seasonal naive");
        return new SeasonalNaiveModel(reader.ReadDoubles(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble());
    }
}
