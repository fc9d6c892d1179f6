using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.SeasonalNaive;

/// <param name="season">The last season as a ring.</param>
/// <param name="position">Index of the next step in the ring.</param>
/// <param name="deviation">Root mean square of seasonal differences.</param>
internal sealed class SeasonalNaiveModel(double[] season, int position, double deviation) : IFittedModel
{
    private const byte Version = 1;

    public string Description => season.Length == 1 ? "last value" : $"last season of {season.Length} steps";

    public IFittedModel Update(ObservationBlock block)
    {
        double[] ring = (double[])season.Clone();
        int next = position;
        ReadOnlySpan<double> values = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        for (int i = 0; i < values.Length; i++)
        {
            ring[next] = missing[i] ? ring[next] : values[i];
            next = next + 1 == ring.Length ? 0 : next + 1;
        }

        return new SeasonalNaiveModel(ring, next, deviation);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        double[] mean = new double[request.Horizon];
        double[] deviations = new double[request.Horizon];
        for (int step = 0; step < mean.Length; step++)
        {
            mean[step] = season[(position + step) % season.Length];

            // A random walk over seasons: variance grows by one season's share at each whole season.
            deviations[step] = deviation * Math.Sqrt((step / season.Length) + 1);
        }

        return new MethodForecast(mean, deviations);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteDoubles(season);
        writer.WriteInt32(position);
        writer.WriteDouble(deviation);
    }

    public static SeasonalNaiveModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "seasonal naive");
        return new SeasonalNaiveModel(reader.ReadDoubles(), reader.ReadInt32(), reader.ReadDouble());
    }
}
