using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Intermittent;

/// <param name="bucket">Level and the bucket that is filling.</param>
/// <param name="probability">Of usage in a step, over the history.</param>
/// <param name="sizes">For the distribution.</param>
internal sealed class AggregatedModel(BucketState bucket, double probability, DemandSizes sizes) : IFittedModel
{
    private const byte Version = 1;

    public string Description => $"sums of {bucket.Length} steps, gain {bucket.Gain:0.##}";

    public IFittedModel Update(ObservationBlock block)
    {
        (BucketState advanced, DemandSizes seen) = (bucket, sizes);
        ReadOnlySpan<double> values = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        for (int i = 0; i < values.Length; i++)
        {
            advanced = advanced.Observe(missing[i] ? null : values[i]);
            seen = !missing[i] && values[i] > 0 ? seen.Add(values[i]) : seen;
        }

        return new AggregatedModel(advanced, probability, seen);
    }

    public MethodForecast Forecast(ForecastRequest request) => sizes.Forecast(request.Horizon, bucket.Mean, probability);

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteInt32(bucket.Length);
        writer.WriteDouble(bucket.Gain);
        writer.WriteDouble(bucket.Level);
        writer.WriteDouble(bucket.Sum);
        writer.WriteInt32(bucket.Filled);
        writer.WriteDouble(probability);
        sizes.Write(writer);
    }

    public static AggregatedModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "adida");
        BucketState bucket = new(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32());
        return bucket.Length > 0
            ? new AggregatedModel(bucket, reader.ReadDouble(), DemandSizes.Read(reader))
            : throw new InvalidDataException($"Model state is damaged: a bucket of {bucket.Length} steps.");
    }
}
