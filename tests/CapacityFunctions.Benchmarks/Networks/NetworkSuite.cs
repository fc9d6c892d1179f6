using System.Diagnostics;
using CapacityFunctions.Forecasting.Networks;

namespace CapacityFunctions.Benchmarks.Networks;

/// <summary>Times training steps of the recurrent network, a prediction, and the matrix products below them.</summary>
internal static class NetworkSuite
{
    private const int Seed = 1;
    private const float LearningRate = 1e-3f;

    /// <returns>0.</returns>
    public static int Run(NetworkSizes sizes, TextWriter output)
    {
        ResultTable table = new("what", "threads", "median", "fastest");
        foreach (int threads in (int[])[1, 2])
        {
            SequenceNetwork network = new(sizes.Shape, Seed);
            NetworkBatch batch = Batch(sizes.Shape, sizes.Batch);
            int step = 0;
            double[] times = Times(sizes.Steps, () => network.TrainStep(batch, step++, LearningRate, threads));
            table.Add($"training step of {sizes.Batch}", $"{threads}", $"{1e3 * times[times.Length / 2]:0.00} ms", $"{1e3 * times[0]:0.00} ms");
        }

        SequenceNetwork predictor = new(sizes.Shape, Seed);
        NetworkBatch single = Batch(sizes.Shape, 1);
        float[] quantiles = new float[sizes.Shape.HorizonSteps * sizes.Shape.Quantiles];
        double[] predictions = Times(10 * sizes.Steps, () => predictor.Predict(single, quantiles));
        table.Add("prediction of 1", "1", $"{1e3 * predictions[predictions.Length / 2]:0.000} ms", $"{1e3 * predictions[0]:0.000} ms");
        AddProduct(table, sizes, 64, 60, 192);
        AddProduct(table, sizes, 64, 48, 192);
        AddProduct(table, sizes, 16, 48, 192);
        table.Write(output);
        return 0;
    }

    private static void AddProduct(ResultTable table, NetworkSizes sizes, int rows, int inner, int columns)
    {
        const int repetitions = 200;
        float[] left = new float[rows * inner];
        float[] right = new float[inner * columns];
        float[] result = new float[rows * columns];
        Array.Fill(left, 0.5f);
        Array.Fill(right, 0.25f);
        double[] times = Times(sizes.Steps, () =>
        {
            for (int i = 0; i < repetitions; i++)
            {
                MatrixProduct.Add(left, right, result, rows, inner, columns);
            }
        });
        double work = 2e-9 * rows * inner * columns * repetitions;
        table.Add(
            $"product ({rows}×{inner})·({inner}×{columns})", "1", $"{work / times[times.Length / 2]:0.0} GFLOP/s", $"{work / times[0]:0.0} GFLOP/s");
    }

    /// <summary>Seconds of each run, ascending; runs before them let the compiler finish.</summary>
    private static double[] Times(int runs, Action action)
    {
        for (int i = 0; i < runs; i++)
        {
            action();
        }

        double[] times = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(times);
        return times;
    }

    private static NetworkBatch Batch(NetworkShape shape, int sequences)
    {
        Random random = new(Seed);
        NetworkBatch batch = new(shape, sequences);
        foreach (float[] values in (float[][])[batch.Window, batch.StepInputs, batch.Base, batch.Targets])
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (2 * random.NextSingle()) - 1;
            }
        }

        Array.Fill(batch.Known, true);
        return batch;
    }
}
