using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Estimators;
using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.TimeSeries;

/// <summary>
/// A trained forecast. As in the real package it observes the rows that are read through it: reading the same rows twice gives different
/// forecasts. <see cref="PredictionFunctionExtensions.CreateTimeSeriesEngine"/> works on a copy.
/// </summary>
public sealed class SsaForecastingTransformer : ITransformer
{
    internal SsaForecastingTransformer(ForecastColumns columns, SsaSequence sequence)
    {
        Columns = columns;
        Sequence = sequence;
    }

    internal ForecastColumns Columns { get; }

    internal SsaSequence Sequence { get; }

    bool ITransformer.IsRowToRowMapper => false;

    /// <summary>Adds the forecast after each row, and its bounds. Rows are observed as they are read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ForecastView(input, Columns, Sequence, new ForecastOrder());
    }

    /// <summary>The input's schema with the forecast columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Columns.RequireInput(inputSchema);
        return Columns.AddTo(inputSchema);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) =>
        throw new InvalidOperationException("A forecast depends on the rows before: it doesn't map row to row.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException(
        "ML.NET's model format is closed to other assemblies: the embedded forecast can't be saved. Train it again on the same values, which gives the same forecast.");
}
