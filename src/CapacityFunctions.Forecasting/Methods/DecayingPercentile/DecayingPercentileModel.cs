using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.DecayingPercentile;

/// <param name="histogram">Owned by the model and not changed after construction.</param>
internal sealed class DecayingPercentileModel(DecayingHistogram histogram) : IFittedModel
{
    private const byte Version = 1;

    public string Description => "recent distribution";

    public IFittedModel Update(ObservationBlock block)
    {
        DecayingHistogram advanced = histogram.Copy();
        ReadOnlySpan<double> values = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        for (int i = 0; i < values.Length; i++)
        {
            advanced.Add(missing[i] ? null : values[i]);
        }

        return new DecayingPercentileModel(advanced);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        double[] mean = new double[request.Horizon];
        double[] deviation = new double[request.Horizon];
        (double center, double spread) = histogram.Moments();
        mean.AsSpan().Fill(center);
        deviation.AsSpan().Fill(spread);
        return new HistogramForecast(mean, deviation, histogram);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        histogram.Write(writer);
    }

    public static DecayingPercentileModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "decaying percentile");
        return new DecayingPercentileModel(DecayingHistogram.Read(reader));
    }
}
