using System.Numerics.Tensors;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;

/// <summary>A model that walks along its series: what was observed since training moves the state, never the model.</summary>
internal sealed class SsaSequence
{
    private readonly SsaModel model;

    /// <summary>The last values as smoothed by the model, oldest first; the recurrence starts from them.</summary>
    private readonly float[] state;

    /// <summary>The last window as observed. Before anything is, the state stands in for it.</summary>
    private readonly float[] window;
    private readonly float[] projection;

    public SsaSequence(SsaModel model)
    {
        this.model = model;
        state = model.LastWindow[1..];
        window = [0, .. state];
        projection = new float[model.Window];
    }

    private SsaSequence(SsaSequence other)
    {
        model = other.model;
        state = [.. other.state];
        window = [.. other.window];
        projection = new float[model.Window];
    }

    public SsaSequence Clone() => new(this);

    /// <summary>Takes in the next observation; NaN is passed over.</summary>
    public void Observe(float value)
    {
        if (float.IsNaN(value))
        {
            return;
        }

        window.AsSpan(1).CopyTo(window);
        window[^1] = value;
        model.Project(window, projection);

        // A step that several windows have smoothed is their running average, so that the state's oldest values are the smoothest.
        int last = state.Length - 1;
        for (int i = 0; i < last; i++)
        {
            state[i] = (((last - i) * state[i + 1]) + projection[i + 1]) / (last - i + 1);
        }

        state[last] = projection[^1];
    }

    /// <summary>Runs the recurrence on from the state.</summary>
    /// <param name="horizon">Steps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">horizon is below 1.</exception>
    public float[] Forecast(int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        float[] run = new float[state.Length + horizon];
        state.CopyTo(run, 0);
        for (int step = 0; step < horizon; step++)
        {
            run[state.Length + step] = TensorPrimitives.Dot<float>(model.Recurrence, run.AsSpan(step, state.Length));
        }

        return run[state.Length..];
    }

    /// <summary>
    /// Standard deviations of the forecast's errors: the noise of one observation, and of every recurrence step so far as it is carried on.
    /// The second step carries the response of two steps, as in the real package; textbooks carry one.
    /// </summary>
    /// <param name="horizon">Steps, at least 1.</param>
    public float[] Deviations(int horizon)
    {
        float[] deviations = new float[horizon];
        float[] response = new float[state.Length + horizon];
        response[state.Length - 1] = model.Recurrence[^1];
        if (state.Length > 1)
        {
            response[state.Length - 2] = 1;
        }

        float variance = model.RecurrenceVariance + model.ObservationVariance;
        for (int step = 0; step < horizon; step++)
        {
            deviations[step] = MathF.Sqrt(variance);
            float next = TensorPrimitives.Dot<float>(model.Recurrence, response.AsSpan(step, state.Length));
            response[state.Length + step] = next;
            variance += model.RecurrenceVariance * next * next;
        }

        return deviations;
    }
}
