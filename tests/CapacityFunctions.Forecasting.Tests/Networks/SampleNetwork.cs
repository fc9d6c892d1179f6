using CapacityFunctions.Forecasting.Networks;

namespace CapacityFunctions.Forecasting.Tests.Networks;

/// <summary>A small network of odd sizes and batches drawn for it.</summary>
internal static class SampleNetwork
{
    public static NetworkShape Shape { get; } = new()
    {
        EncoderInputs = 3,
        Units = 7,
        Layers = 2,
        WindowSteps = 11,
        HorizonSteps = 3,
        DecoderInputs = 2,
        DecoderUnits = 9,
        Probabilities = [0.05, 0.3, 0.5, 0.7, 0.95],
        TraitWords = 4,
        TraitUnits = 2,
    };

    public static NetworkBatch Batch(NetworkShape shape, int sequences, int seed)
    {
        Random random = new(seed);
        NetworkBatch batch = new(shape, sequences);
        Draw(random, batch.Window);
        Draw(random, batch.StepInputs);
        Draw(random, batch.Base);
        Draw(random, batch.Targets);
        for (int i = 0; i < batch.Known.Length; i++)
        {
            batch.Known[i] = random.Next(5) > 0;
        }

        for (int sequence = 0; sequence < sequences; sequence++)
        {
            batch.Weights[sequence] = 0.5f + random.NextSingle();
            batch.Traits[sequence] = shape.TraitWords == 0 ? [] : [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(shape.TraitWords))];
        }

        return batch;
    }

    private static void Draw(Random random, float[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 2;
        }
    }
}
