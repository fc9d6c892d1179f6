using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>Adam (Kingma &amp; Ba 2015) with decoupled weight decay (Loshchilov &amp; Hutter 2019, algorithm 2) and clipping by the global norm.</summary>
internal sealed class AdamOptimizer
{
    private readonly AdamOptions options;
    private readonly int decayed;
    private readonly float[] means;
    private readonly float[] squares;
    private int steps;

    /// <param name="count">Parameters.</param>
    /// <param name="decayed">How many of the first of them decay.</param>
    /// <param name="options">Settings.</param>
    public AdamOptimizer(int count, int decayed, AdamOptions options)
    {
        this.options = options;
        this.decayed = decayed;
        means = new float[count];
        squares = new float[count];
    }

    /// <param name="parameters">Changed in place.</param>
    /// <param name="gradient">One a parameter; shortened in place where it is too long.</param>
    /// <param name="learningRate">Above 0.</param>
    public void Step(Span<float> parameters, Span<float> gradient, float learningRate)
    {
        Clip(gradient);
        steps++;
        float meanCorrection = (float)(1 / (1 - Math.Pow(options.Beta1, steps)));
        float rootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(options.Beta2, steps)));
        float kept = 1 - (learningRate * options.WeightDecay);
        for (int i = 0; i < parameters.Length; i++)
        {
            float slope = gradient[i];
            means[i] += (1 - options.Beta1) * (slope - means[i]);
            squares[i] += (1 - options.Beta2) * ((slope * slope) - squares[i]);
            float before = i < decayed ? kept * parameters[i] : parameters[i];
            float spread = (MathF.Sqrt(squares[i]) * rootCorrection) + options.Epsilon;
            parameters[i] = before - (learningRate * means[i] * meanCorrection / spread);
        }
    }

    public void Write(StateWriter writer)
    {
        writer.WriteInt32(steps);
        writer.WriteSingles(means);
        writer.WriteSingles(squares);
    }

    /// <summary>Takes over what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It belongs to another number of parameters.</exception>
    public void Read(StateReader reader)
    {
        steps = reader.ReadInt32();
        ReadInto(reader, means);
        ReadInto(reader, squares);
    }

    private static void ReadInto(StateReader reader, float[] target)
    {
        float[] values = reader.ReadSingles();
        if (values.Length != target.Length)
        {
            throw new InvalidDataException($"State of an optimiser of {values.Length} parameters, {target.Length} were expected.");
        }

        values.CopyTo(target, 0);
    }

    private void Clip(Span<float> gradient)
    {
        double sum = 0;
        foreach (float slope in gradient)
        {
            sum += (double)slope * slope;
        }

        double norm = Math.Sqrt(sum);
        if (norm > options.ClipNorm)
        {
            float scale = (float)(options.ClipNorm / norm);
            foreach (ref float slope in gradient)
            {
                slope *= scale;
            }
        }
    }
}
