using CapacityFunctions.Forecasting.Trees;

namespace CapacityFunctions.Forecasting.Tests.Trees;

/// <summary>Ensembles whose trees split at random.</summary>
internal static class RandomTrees
{
    public static TreeEnsemble Build(Random random, int featureCount, int trees, int leaves)
    {
        TreeEnsembleBuilder builder = new(featureCount, random.NextDouble());
        for (int tree = 0; tree < trees; tree++)
        {
            Add(builder, random, featureCount, leaves);
        }

        return builder.Build();
    }

    public static float[] Rows(Random random, int featureCount, int count)
    {
        float[] rows = new float[featureCount * count];
        for (int i = 0; i < rows.Length; i++)
        {
            // Values meet thresholds exactly now and then.
            rows[i] = random.Next(20) == 0 ? float.NaN : MathF.Round(random.NextSingle(), 2);
        }

        return rows;
    }

    /// <summary>Grown as LightGBM does: some leaf is split, and keeps its number on the left.</summary>
    private static void Add(TreeEnsembleBuilder builder, Random random, int featureCount, int leaves)
    {
        int splits = leaves - 1;
        int[] left = new int[splits];
        int[] right = new int[splits];
        int[] features = new int[splits];
        float[] thresholds = new float[splits];
        for (int split = 0; split < splits; split++)
        {
            int leaf = random.Next(split + 1);
            for (int parent = 0; parent < split; parent++)
            {
                left[parent] = left[parent] == ~leaf ? split : left[parent];
                right[parent] = right[parent] == ~leaf ? split : right[parent];
            }

            (left[split], right[split]) = (~leaf, ~(split + 1));
            features[split] = random.Next(featureCount);
            thresholds[split] = MathF.Round(random.NextSingle(), 2);
        }

        double[] values = new double[leaves];
        for (int i = 0; i < leaves; i++)
        {
            values[i] = random.NextDouble() - 0.5;
        }

        builder.Add(new TreeParts { Features = features, Thresholds = thresholds, Left = left, Right = right, Values = values });
    }
}
