using CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Theta;

/// <summary>
/// The theta method as simple exponential smoothing with a drift of half the slope of a line through the history
/// (Assimakopoulos &amp; Nikolopoulos 2000; Hyndman &amp; Billah 2003), as R's <c>thetaf</c>.
/// </summary>
internal sealed class StandardThetaModel(double alpha, double level, double drift, double variance, int count) : IFittedModel
{
    private const byte Version = 1;
    private const int ShortestHistory = 3;

    public string Description => "theta 2";

    public static StandardThetaModel? Fit(double[] history)
    {
        EtsForm simple = new(MultiplicativeError: false, EtsTrend.None, EtsSeason.None);
        if (history.Length <= ShortestHistory || EtsSelector.FitForm(simple, history, 1) is not { } smoothing)
        {
            return null;
        }

        double centre = (history.Length - 1) / 2.0;
        double product = 0;
        double squares = 0;
        for (int i = 0; i < history.Length; i++)
        {
            product += (i - centre) * history[i];
            squares += (i - centre) * (i - centre);
        }

        return new StandardThetaModel(
            smoothing.Parameters.Alpha, smoothing.FinalState.Level, product / squares / 2, smoothing.Variance, history.Length);
    }

    public IFittedModel Update(ObservationBlock block)
    {
        double advanced = level;
        ReadOnlySpan<double> values = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        for (int i = 0; i < values.Length; i++)
        {
            advanced += missing[i] ? 0 : alpha * (values[i] - advanced);
        }

        return new StandardThetaModel(alpha, advanced, drift, variance, count + values.Length);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        double[] mean = new double[request.Horizon];
        double[] deviation = new double[request.Horizon];
        double lag = (1 - Math.Pow(1 - alpha, count)) / alpha;
        for (int step = 0; step < mean.Length; step++)
        {
            mean[step] = level + (drift * (step + lag));
            deviation[step] = Math.Sqrt(variance * (1 + (step * alpha * alpha)));
        }

        return new MethodForecast(mean, deviation);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteDouble(alpha);
        writer.WriteDouble(level);
        writer.WriteDouble(drift);
        writer.WriteDouble(variance);
        writer.WriteInt32(count);
    }

    public static StandardThetaModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "standard theta");
        return new StandardThetaModel(
            reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32());
    }
}
