using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>
/// Inverted dropout (Srivastava et al. 2014): activations are zeroed at the rate, the others scaled up. The mask is a function of seed, step, sequence, place
/// and position (SplitMix64 of Steele, Lea &amp; Flood 2014 as a counter-based generator), so that the backward pass draws it again instead of keeping
/// it, and no order of work changes it.
/// </summary>
/// <param name="rate">0 up to but without 1.</param>
/// <param name="seed">Of the network.</param>
/// <param name="step">Of the training.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Dropout(float rate, int seed, int step)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;
    private const int BitsEach = 16;

    private readonly uint threshold = (uint)MathF.Round(rate * (1 << BitsEach));
    private readonly ulong key = CounterRandom.Mix(((ulong)(uint)seed << 32) | (uint)step);

    /// <summary>Whether anything is left out.</summary>
    public bool IsActive => threshold > 0;

    /// <summary>Multiplies activations, or their gradients, by the mask.</summary>
    /// <param name="values">Steps × count × width.</param>
    /// <param name="firstSequence">Position of the first in the whole batch.</param>
    /// <param name="count">Sequences.</param>
    /// <param name="width">Activations of a step.</param>
    /// <param name="place">Number of the layer.</param>
    public void Apply(Span<float> values, int firstSequence, int count, int width, int place)
    {
        if (!IsActive)
        {
            return;
        }

        const int perDraw = 64 / BitsEach;
        float scale = (float)(1 << BitsEach) / ((1 << BitsEach) - threshold);
        int drawsPerRow = (width + perDraw - 1) / perDraw;
        for (int row = 0; row * width < values.Length; row++)
        {
            ulong sequenceKey = CounterRandom.Mix(key + ((ulong)(firstSequence + (row % count)) << 8) + (ulong)place);
            ulong counter = (ulong)(row / count) * (ulong)drawsPerRow;
            Span<float> target = values.Slice(row * width, width);
            ulong bits = 0;
            for (int i = 0; i < width; i++)
            {
                bits = i % perDraw == 0 ? CounterRandom.Mix(sequenceKey + (++counter * Increment)) : bits >> BitsEach;
                target[i] *= (bits & 0xFFFF) < threshold ? 0 : scale;
            }
        }
    }
}
