using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Estimators;
using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.TimeSeries;

/// <summary>Trains a forecast by singular spectrum analysis; made by <see cref="TimeSeriesCatalog.ForecastBySsa"/>.</summary>
public sealed class SsaForecastingEstimator : IEstimator<SsaForecastingTransformer>
{
    private readonly SsaOptions options;
    private readonly ForecastColumns columns;

    internal SsaForecastingEstimator(SsaOptions options, ForecastColumns columns)
    {
        this.options = options;
        this.columns = columns;
    }

    /// <summary>Trains on the first rows. With two windows of values or fewer among them the forecast is zero.</summary>
    /// <param name="input">Rows in the order of time.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument of the estimator is outside its range, or the input column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">The training part is too short for the window.</exception>
    public SsaForecastingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        columns.Validate();
        options.Validate();
        columns.RequireInput(input.Schema);
        return new SsaForecastingTransformer(columns, new SsaSequence(SsaTrainer.Train(Values(input), options)));
    }

    /// <summary>The input's shape with the forecast columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column input = inputSchema.FirstOrDefault(column => string.Equals(column.Name, columns.Input, StringComparison.Ordinal));
        if (input.Kind != SchemaShape.Column.VectorKind.Scalar || !NumberDataViewType.Single.Equals(input.ItemType))
        {
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"The input column '{columns.Input}' must be there, of type Single.");
        }

        // A shape's columns can only be made by ML.NET: concatenation of the input makes one of the right kind.
        TransformsCatalog catalog = new MLContext().Transforms;
        string[] added = columns.HasBounds ? [columns.LowerBound!, columns.UpperBound!, columns.Output] : [columns.Output];
        return added.Aggregate(inputSchema, (shape, name) => catalog.Concatenate(name, columns.Input).GetOutputSchema(shape));
    }

    private IEnumerable<float> Values(IDataView input)
    {
        DataViewSchema.Column column = input.Schema[columns.Input];
        using DataViewRowCursor cursor = input.GetRowCursor([column]);
        ValueGetter<float> read = cursor.GetGetter<float>(column);
        float value = 0;
        while (cursor.MoveNext())
        {
            read(ref value);
            yield return value;
        }
    }
}
