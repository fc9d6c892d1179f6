using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>A learned model with the recent past of one series, which is all that its state holds.</summary>
internal sealed class ConditionedModel : IFittedModel
{
    private const byte Version = 1;

    // Of the range of the past: what never happened in four weeks is for the calibration to judge, not for a model of other accounts. What didn't
    // happen in two days may well.
    private const double Beyond = 0.1;

    private readonly IPanelForecaster forecaster;
    private readonly LearnedSeries series;
    private readonly double[] history;
    private readonly DateTimeOffset end;
    private readonly TimeSpan step;

    private ConditionedModel(IPanelForecaster forecaster, LearnedSeries series, double[] history, DateTimeOffset end, TimeSpan step)
    {
        this.forecaster = forecaster;
        this.series = series;
        this.history = history;
        this.end = end;
        this.step = step;
    }

    public string Description => forecaster.ToString()!;

    /// <param name="forecaster">What was learned.</param>
    /// <param name="series">What is known of the series.</param>
    /// <param name="history">Oldest first, gaps filled; at least one value.</param>
    /// <param name="end">Its exclusive end.</param>
    /// <param name="step">Length of a step.</param>
    public static ConditionedModel Of(
        IPanelForecaster forecaster, LearnedSeries series, ReadOnlySpan<double> history, DateTimeOffset end, TimeSpan step) =>
        new(forecaster, series, Kept(history, forecaster.Layout.Reach), end, step);

    public IFittedModel Update(ObservationBlock block)
    {
        double[] values = new double[history.Length + block.Length];
        history.CopyTo(values, 0);
        int period = forecaster.Layout.Period;
        for (int i = 0; i < block.Length; i++)
        {
            // A missing step passes for the one a period before.
            int index = history.Length + i;
            values[index] = block.Missing.Span[i] ? values[index >= period ? index - period : index - 1] : block.Values.Span[i];
        }

        return Of(forecaster, series, values, end + (step * block.Length), step);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        FeatureLayout layout = forecaster.Layout;
        SignalTrack? track = SignalTrack.Of(layout, series, end - (step * history.Length), step, history.Length + request.Horizon);
        SeriesScale scale = SeriesScale.Of(history, layout);
        double[] quantiles = new double[request.Horizon * QuantileGrid.Count];
        forecaster.Forecast(new SeriesPast(history, scale, end, step, track?.At(history.Length, layout.Reach)), series, quantiles);
        double beyond = Math.Min(1, Beyond * layout.Reach / history.Length) * (TensorPrimitives.Max<double>(history) - TensorPrimitives.Min<double>(history));
        double low = TensorPrimitives.Min<double>(history) - beyond;
        double high = TensorPrimitives.Max<double>(history) + beyond;
        double[] mean = new double[request.Horizon];
        double[] deviation = new double[request.Horizon];
        for (int i = 0; i < mean.Length; i++)
        {
            Span<double> row = quantiles.AsSpan(i * QuantileGrid.Count, QuantileGrid.Count);
            foreach (ref double quantile in row)
            {
                quantile = Math.Clamp(scale.Restore(quantile), low, high);
            }

            (mean[i], deviation[i]) = QuantileGrid.Moments(row);
        }

        return new QuantileForecast(mean, deviation, quantiles);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteInt64(end.UtcTicks);
        writer.WriteInt64(step.Ticks);
        writer.WriteSharedSingles(Array.ConvertAll(history, value => (float)value));
    }

    /// <exception cref="InvalidDataException">The state is damaged.</exception>
    public static ConditionedModel Read(StateReader reader, IPanelForecaster forecaster, LearnedSeries series)
    {
        StateVersion.Require(reader.ReadByte(), Version, "a learned model");
        DateTimeOffset seen = reader.ReadInstant();
        TimeSpan grid = new(reader.ReadInt64());
        double[] past = Array.ConvertAll(reader.ReadSharedSingles(), value => (double)value);
        return past.Length > 0 && grid > TimeSpan.Zero
            ? Of(forecaster, series, past, seen, grid)
            : throw new InvalidDataException($"The state of a learned model is damaged: {past.Length} steps of {grid}.");
    }

    /// <summary>In single precision, as the state is: a model forecasts the same before and after it was written.</summary>
    private static double[] Kept(ReadOnlySpan<double> history, int reach)
    {
        double[] kept = new double[Math.Min(history.Length, reach)];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = (float)history[history.Length - kept.Length + i];
        }

        return kept;
    }
}
