using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>Parameters before training.</summary>
internal static class ParameterInitialiser
{
    // The untrained network says: the base, and a normal distribution around it with this deviation.
    private const double InitialDeviation = 0.3;

    // Small outputs, so that learning begins near the base, but not zero, which would keep gradients from the layers below.
    private const float HeadScale = 0.1f;

    private const float TraitBound = 0.1f;

    /// <summary>
    /// Recurrent layers uniform within ±1/√units as in PyTorch, forget gates open by a bias of 1 (Jozefowicz, Zaremba &amp; Sutskever 2015), dense layers by
    /// Glorot &amp; Bengio (2010), other biases 0.
    /// </summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="layout">Of the same shape.</param>
    /// <param name="seed">The same seed gives the same parameters.</param>
    public static float[] Create(NetworkShape shape, NetworkLayout layout, int seed)
    {
        Random random = new(seed);
        float[] parameters = new float[layout.Count];
        float recurrentBound = 1 / MathF.Sqrt(shape.Units);
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            FillUniform(layout.Inputs[layer], recurrentBound, random, parameters);
            FillUniform(layout.Recurrents[layer], recurrentBound, random, parameters);
            layout.GateBiases[layer].Of(parameters.AsSpan()).Slice(shape.Units, shape.Units).Fill(1);
        }

        FillUniform(layout.Traits, TraitBound, random, parameters);
        FillUniform(layout.First, GlorotBound(layout.First), random, parameters);
        FillUniform(layout.Second, GlorotBound(layout.Second), random, parameters);
        FillUniform(layout.Head, HeadScale * GlorotBound(layout.Head), random, parameters);
        FillHeadBias(shape.Probabilities, layout.HeadBias.Of(parameters.AsSpan()));
        return parameters;
    }

    private static float GlorotBound(ParameterView view) => MathF.Sqrt(6f / (view.Rows + view.Columns));

    private static void FillUniform(ParameterView view, float bound, Random random, float[] parameters)
    {
        foreach (ref float value in view.Of(parameters.AsSpan()))
        {
            value = bound * ((2 * random.NextSingle()) - 1);
        }
    }

    private static void FillHeadBias(IReadOnlyList<double> probabilities, Span<float> bias)
    {
        for (int i = 0; i < bias.Length; i++)
        {
            int inner = probabilities[i] < 0.5 ? i + 1 : i - 1;
            if (probabilities[i] != 0.5)
            {
                double score = NormalDistribution.Quantile(probabilities[i]);
                double gap = InitialDeviation * Math.Abs(score - NormalDistribution.Quantile(probabilities[inner]));

                // The inverse of softplus.
                bias[i] = (float)Math.Log(Math.Exp(gap) - 1);
            }
        }
    }
}
