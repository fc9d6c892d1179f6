using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>A fitted exponential smoothing model.</summary>
internal sealed class EtsModel(EtsForm form, EtsParameters parameters, EtsState state, double variance) : IFittedModel
{
    private const byte Version = 1;

    public string Description => form.ToString();

    public EtsForm Form => form;

    public EtsParameters Parameters => parameters;

    public EtsState State => state;

    public IFittedModel Update(ObservationBlock block)
    {
        EtsState advanced = state.Copy();
        ReadOnlySpan<double> values = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        for (int i = 0; i < values.Length; i++)
        {
            advanced.Advance(form, parameters, missing[i] ? null : values[i]);
        }

        return new EtsModel(form, parameters, advanced, variance);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        double[] mean = new double[request.Horizon];
        double[] trendOnly = new double[request.Horizon];
        double level = state.Level;
        double growth = 0;
        double damping = 1;
        int position = state.Position;
        for (int step = 0; step < mean.Length; step++)
        {
            damping *= parameters.Phi;
            growth += damping;
            trendOnly[step] = level + (growth * state.Trend);
            mean[step] = form.Season switch
            {
                EtsSeason.None => trendOnly[step],
                EtsSeason.Additive => trendOnly[step] + state.Season[position],
                _ => trendOnly[step] * state.Season[position],
            };
            position = form.IsSeasonal ? (position + 1) % state.Season.Length : 0;
        }

        double[] deviation = EtsVariance.Deviations(form, parameters, state.Season.Length, variance, mean, trendOnly);
        return new MethodForecast(mean, deviation);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteBoolean(form.MultiplicativeError);
        writer.WriteByte((byte)form.Trend);
        writer.WriteByte((byte)form.Season);
        writer.WriteDouble(parameters.Alpha);
        writer.WriteDouble(parameters.Beta);
        writer.WriteDouble(parameters.Gamma);
        writer.WriteDouble(parameters.Phi);
        writer.WriteDouble(variance);
        writer.WriteDouble(state.Level);
        writer.WriteDouble(state.Trend);
        writer.WriteInt32(state.Position);
        writer.WriteDoubles(state.Season);
    }

    public static EtsModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "ets");
        EtsForm form = new(reader.ReadBoolean(), (EtsTrend)reader.ReadByte(), (EtsSeason)reader.ReadByte());
        EtsParameters parameters = new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        double variance = reader.ReadDouble();
        (double level, double trend, int position) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32());
        EtsState state = new(level, trend, reader.ReadDoubles()) { Position = position };
        return new EtsModel(form, parameters, state, variance);
    }
}
