using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Drift;

/// <param name="last">Last value seen.</param>
/// <param name="gap">Missing steps since.</param>
/// <param name="slope">Change per step.</param>
/// <param name="deviation">Of the changes around it.</param>
/// <param name="changes">How many changes the slope was estimated from; its variance is deviation² ÷ changes.</param>
internal sealed class DriftModel(double last, int gap, double slope, double deviation, int changes) : IFittedModel
{
    private const byte Version = 1;

    public string Description => $"{slope:+0.####;-0.####;0} a step";

    public IFittedModel Update(ObservationBlock block)
    {
        (double value, int missed) = (last, gap);
        for (int i = 0; i < block.Length; i++)
        {
            (value, missed) = block.Missing.Span[i] ? (value, missed + 1) : (block.Values.Span[i], 0);
        }

        return new DriftModel(value, missed, slope, deviation, changes);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        double[] mean = new double[request.Horizon];
        double[] deviations = new double[request.Horizon];
        for (int step = 0; step < mean.Length; step++)
        {
            double ahead = gap + step + 1;
            mean[step] = last + (ahead * slope);
            deviations[step] = deviation * Math.Sqrt(ahead * (1 + (ahead / changes)));
        }

        return new MethodForecast(mean, deviations);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteDouble(last);
        writer.WriteInt32(gap);
        writer.WriteDouble(slope);
        writer.WriteDouble(deviation);
        writer.WriteInt32(changes);
    }

    public static DriftModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "drift");
        return new DriftModel(reader.ReadDouble(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32());
    }
}
