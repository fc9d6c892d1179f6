using CapacityFunctions.Forecasting.Methods;
using Microsoft.ML.Transforms.TimeSeries;

namespace CapacityFunctions.Forecasting.MachineLearning.SingularSpectrum;

/// <summary>
/// The one mutable thing behind immutable models of one training: an engine that stands where one of them does. The next model along the
/// series moves it one step; a model that it has left behind, or that was just restored, brings it back by observing its tail again.
/// </summary>
internal sealed class SsaWalk(SsaTraining training)
{
    private readonly Lock gate = new();
    private readonly SeriesStep step = new();
    private TimeSeriesPredictionEngine<SeriesStep, SpectrumForecast>? engine;
    private float[]? place;

    public SsaTraining Training => training;

    public SpectrumForecast Forecast(float[] tail, int horizon)
    {
        lock (gate)
        {
            return At(tail).Predict(horizon: horizon);
        }
    }

    /// <summary>Observes further steps.</summary>
    /// <param name="tail">Where the walk is to start: the identity of the array counts, not only its values.</param>
    /// <param name="block">A missing step is taken as forecast.</param>
    /// <returns>The tail after the block.</returns>
    public float[] Observe(float[] tail, ObservationBlock block)
    {
        lock (gate)
        {
            TimeSeriesPredictionEngine<SeriesStep, SpectrumForecast> here = At(tail);
            float[] longer = [.. tail, .. new float[block.Length]];
            place = null;
            float expected = float.NaN;
            for (int i = 0; i < block.Length; i++)
            {
                if (block.Missing.Span[i] && float.IsNaN(expected))
                {
                    expected = here.Predict(horizon: 1).Mean[0];
                }

                step.Value = block.Missing.Span[i] ? expected : training.Standardise(block.Values.Span[i]);
                longer[tail.Length + i] = step.Value;
                expected = here.Predict(step, horizon: 1).Mean[0];
            }

            place = longer[Math.Max(0, longer.Length - TailLength(training.Window))..];
            return place;
        }
    }

    /// <summary>
    /// Steps after which nothing older has a say: a state is made of one window's smoothed values, each of them of windows that reach back
    /// another window.
    /// </summary>
    private static int TailLength(int window) => 2 * window;

    private TimeSeriesPredictionEngine<SeriesStep, SpectrumForecast> At(float[] tail)
    {
        if (engine is not null && ReferenceEquals(place, tail))
        {
            return engine;
        }

        place = null;
        engine = training.Start();
        foreach (float value in tail)
        {
            step.Value = value;
            engine.Predict(step, horizon: 1);
        }

        place = tail;
        return engine;
    }
}
