using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;
using Microsoft.ML;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Estimators;

/// <summary>A data view with the forecast columns behind its own. Rows are read one after the other, never in parallel or shuffled.</summary>
internal sealed class ForecastView : IDataView
{
    private readonly IDataView input;
    private readonly ForecastColumns columns;
    private readonly SsaSequence sequence;
    private readonly ForecastOrder order;

    /// <param name="input">Holds the series.</param>
    /// <param name="columns">Names and shape of what is added.</param>
    /// <param name="sequence">Walks along with the rows that are read.</param>
    /// <param name="order">What rows are read for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public ForecastView(IDataView input, ForecastColumns columns, SsaSequence sequence, ForecastOrder order)
    {
        columns.RequireInput(input.Schema);
        this.input = input;
        this.columns = columns;
        this.sequence = sequence;
        this.order = order;
        Schema = columns.AddTo(input.Schema);
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        int own = input.Schema.Count;
        HashSet<int> needed = [.. columnsNeeded.Select(column => column.Index)];
        DataViewSchema.Column series = input.Schema[columns.Input];
        bool isForecastNeeded = needed.Any(index => index >= own);
        DataViewRowCursor cursor = input.GetRowCursor(
            input.Schema.Where(column => needed.Contains(column.Index) || (isForecastNeeded && column.Index == series.Index)));
        return new ForecastCursor(cursor, Schema, needed, isForecastNeeded ? new RowForecaster(cursor.GetGetter<float>(series), columns, sequence, order) : null);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
