namespace CapacityFunctions.Forecasting.Networks;

/// <summary>
/// Turns outputs of any size into quantiles that don't cross: the median's output is its distance from the base, those beside it add softplus
/// increments outwards.
/// </summary>
/// <param name="probabilities">Ascending, with 0.5 among them.</param>
internal sealed class QuantileHead(IReadOnlyList<double> probabilities)
{
    private readonly float[] levels = [.. probabilities.Select(probability => (float)probability)];
    private readonly int median = probabilities.TakeWhile(probability => probability != 0.5).Count();

    /// <param name="outputs">One a probability.</param>
    /// <param name="baseline">What the median's output is added to.</param>
    /// <param name="quantiles">Receives the quantiles, ascending.</param>
    public void Forward(ReadOnlySpan<float> outputs, float baseline, Span<float> quantiles)
    {
        quantiles[median] = baseline + outputs[median];
        for (int i = median + 1; i < outputs.Length; i++)
        {
            quantiles[i] = quantiles[i - 1] + VectorMath.Softplus(outputs[i]);
        }

        for (int i = median - 1; i >= 0; i--)
        {
            quantiles[i] = quantiles[i + 1] - VectorMath.Softplus(outputs[i]);
        }
    }

    /// <summary>The mean over quantiles of the pinball loss (Koenker &amp; Bassett 1978): p·e above the quantile, (p − 1)·e below, with e = target − quantile.</summary>
    public float Loss(ReadOnlySpan<float> quantiles, float target)
    {
        float sum = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            float error = target - quantiles[i];
            sum += error * (error > 0 ? levels[i] : levels[i] - 1);
        }

        return sum / levels.Length;
    }

    /// <summary>The gradient of weight × loss.</summary>
    /// <param name="outputs">As at the forward pass.</param>
    /// <param name="quantiles">What it gave.</param>
    /// <param name="target">The outcome.</param>
    /// <param name="weight">Of this target.</param>
    /// <param name="gradient">Receives those of the outputs.</param>
    public void Backward(ReadOnlySpan<float> outputs, ReadOnlySpan<float> quantiles, float target, float weight, Span<float> gradient)
    {
        float share = weight / levels.Length;
        float above = 0;
        for (int i = outputs.Length - 1; i > median; i--)
        {
            above += share * Slope(quantiles[i], target, levels[i]);
            gradient[i] = above * Sigmoid(outputs[i]);
        }

        float below = 0;
        for (int i = 0; i < median; i++)
        {
            below += share * Slope(quantiles[i], target, levels[i]);
            gradient[i] = -below * Sigmoid(outputs[i]);
        }

        gradient[median] = above + below + (share * Slope(quantiles[median], target, levels[median]));
    }

    private static float Slope(float quantile, float target, float level) => target > quantile ? -level : target < quantile ? 1 - level : 0;

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
