using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Decomposition;

/// <summary>A non-seasonal model between a seasonal adjustment and its inverse. The seasons stay as fitted until the next training.</summary>
internal sealed class AdjustedModel(SeasonalAdjustment adjustment, IFittedModel inner, string prefix) : IFittedModel
{
    private const byte Version = 1;

    public string Description => prefix.Length == 0 ? inner.Description : $"{prefix} + {inner.Description}";

    public IFittedModel Update(ObservationBlock block)
    {
        ReadOnlySpan<double> values = block.Values.Span;
        double[] adjusted = new double[values.Length];
        for (int i = 0; i < adjusted.Length; i++)
        {
            adjusted[i] = adjustment.Remove(values[i], i);
        }

        IFittedModel advanced = inner.Update(block with { Values = adjusted });
        return new AdjustedModel(adjustment.Advance(adjusted.Length), advanced, prefix);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        MethodForecast forecast = inner.Forecast(request);
        double[] mean = new double[request.Horizon];
        double[] deviation = forecast.Deviation.ToArray();
        for (int step = 0; step < mean.Length; step++)
        {
            mean[step] = adjustment.Restore(forecast.Mean[step], step);
            deviation[step] *= adjustment.IsMultiplicative ? Math.Abs(adjustment.EffectAt(step)) : 1;
        }

        return new MethodForecast(mean, deviation);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteString(prefix);
        adjustment.Write(writer);
        inner.Write(writer);
    }

    public static AdjustedModel Read(StateReader reader, Func<StateReader, IFittedModel> readInner)
    {
        StateVersion.Require(reader.ReadByte(), Version, "adjusted model");
        string prefix = reader.ReadString();
        SeasonalAdjustment adjustment = SeasonalAdjustment.Read(reader);
        return new AdjustedModel(adjustment, readInner(reader), prefix);
    }
}
