using System.Globalization;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Theta;

/// <summary>A fitted dynamic optimised theta model without season.</summary>
internal sealed class DynamicThetaModel(double alpha, double theta, double variance, DynamicThetaState state) : IFittedModel
{
    private const byte Version = 1;

    public string Description => string.Create(CultureInfo.InvariantCulture, $"theta {theta:0.00}");

    public IFittedModel Update(ObservationBlock block)
    {
        ReadOnlySpan<double> values = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        DynamicThetaState advanced = state;
        for (int i = 0; i < values.Length; i++)
        {
            double value = missing[i] ? advanced.Forecast(alpha, theta, Math.Pow(1 - alpha, advanced.Count)) : values[i];
            advanced = advanced.Advance(value, alpha);
        }

        return new DynamicThetaModel(alpha, theta, variance, advanced);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        double[] mean = new double[request.Horizon];
        double[] deviation = new double[request.Horizon];
        DynamicThetaState path = state;
        double decay = Math.Pow(1 - alpha, state.Count);
        for (int step = 0; step < mean.Length; step++)
        {
            mean[step] = path.Forecast(alpha, theta, decay);
            path = path.Advance(mean[step], alpha);
            decay *= 1 - alpha;

            // The level behaves as in simple exponential smoothing; the line adds no error of its own to first order.
            deviation[step] = Math.Sqrt(variance * (1 + (step * alpha * alpha)));
        }

        return new MethodForecast(mean, deviation);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteDouble(alpha);
        writer.WriteDouble(theta);
        writer.WriteDouble(variance);
        writer.WriteInt32(state.Count);
        writer.WriteDouble(state.Level);
        writer.WriteDouble(state.Mean);
        writer.WriteDouble(state.Intercept);
        writer.WriteDouble(state.Slope);
    }

    public static DynamicThetaModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "theta");
        (double alpha, double theta, double variance) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        DynamicThetaState state = new(
            reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        return new DynamicThetaModel(alpha, theta, variance, state);
    }
}
