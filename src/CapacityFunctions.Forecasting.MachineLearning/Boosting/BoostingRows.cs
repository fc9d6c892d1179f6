using Microsoft.ML;
using Microsoft.ML.Data;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>Shows rows to ML.NET without a copy of them: a reader refills one buffer.</summary>
internal static class BoostingRows
{
    // ML.NET doesn't say in which direction a split sends what is missing, so it is made a value, the smallest one.
    private const float Missing = float.MinValue;

    /// <param name="context">ML.NET.</param>
    /// <param name="rows">Validated.</param>
    /// <param name="centre">Taken from every target.</param>
    public static IDataView View(MLContext context, TrainingRows rows, double centre)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(BoostingRow));
        schema[nameof(BoostingRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.FeatureCount);
        return context.Data.LoadFromEnumerable(Enumerate(rows, centre), schema);
    }

    private static IEnumerable<BoostingRow> Enumerate(TrainingRows rows, double centre)
    {
        float[] values = new float[rows.FeatureCount];
        BoostingRow row = new() { Features = new VBuffer<float>(values.Length, values) };
        for (int i = 0; i < rows.Count; i++)
        {
            Fill(rows.RowAt(i), values);
            row.Label = (float)(rows.Targets.Span[i] - centre);
            row.Weight = rows.WeightAt(i);
            yield return row;
        }
    }

    private static void Fill(ReadOnlySpan<float> source, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = float.IsNaN(source[i]) ? Missing : source[i];
        }
    }
}
