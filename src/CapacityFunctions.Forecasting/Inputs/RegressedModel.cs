using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>A model of what a series would be without the effects of its inputs, and these effects.</summary>
/// <param name="effect">Null for a method that estimates them itself: it gets the columns.</param>
/// <param name="inner">Fitted without inputs, or with them where effect is null.</param>
internal sealed class RegressedModel(InputEffect? effect, IFittedModel inner) : IFittedModel
{
    private const byte Version = 1;

    public string Description => effect is null ? inner.Description : $"{inner.Description} {(effect.Scale.IsLogarithmic ? "×" : "+")} inputs";

    public IFittedModel Update(ObservationBlock block)
    {
        if (effect is null)
        {
            return new RegressedModel(null, inner.Update(block));
        }

        ReadOnlySpan<double> values = block.Values.Span;
        double[] effects = effect.Evaluate(block.Regressors, values.Length);
        double[] adjusted = new double[values.Length];
        for (int i = 0; i < adjusted.Length; i++)
        {
            adjusted[i] = effect.Scale.Remove(values[i], effects[i]);
        }

        return new RegressedModel(effect, inner.Update(new ObservationBlock(adjusted, block.Missing)));
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        if (effect is null)
        {
            return inner.Forecast(request);
        }

        MethodForecast forecast = inner.Forecast(new ForecastRequest(request.Horizon));
        double[] effects = effect.Evaluate(request.Regressors, request.Horizon);
        double[] mean = new double[effects.Length];
        double[] deviation = new double[effects.Length];
        for (int step = 0; step < mean.Length; step++)
        {
            mean[step] = effect.Scale.Restore(forecast.Mean[step], effects[step]);
            deviation[step] = forecast.Deviation[step] * effect.Scale.Stretch(effects[step]);
        }

        return new RegressedForecast(mean, deviation, forecast, effect.Scale, effects);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteBoolean(effect is not null);
        effect?.Write(writer);
        inner.Write(writer);
    }

    public static RegressedModel Read(StateReader reader, IForecastMethod method)
    {
        StateVersion.Require(reader.ReadByte(), Version, "a model with inputs");
        return new RegressedModel(reader.ReadBoolean() ? InputEffect.Read(reader) : null, method.Restore(reader));
    }
}
