using Microsoft.ML;
using Microsoft.ML.Data;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Estimators;

/// <param name="input">Cursor over the columns before.</param>
/// <param name="schema">Theirs and the added ones.</param>
/// <param name="needed">Indexes of the active columns.</param>
/// <param name="forecaster">Null when no added column is active: rows are then not observed either.</param>
internal sealed class ForecastCursor(DataViewRowCursor input, DataViewSchema schema, HashSet<int> needed, RowForecaster? forecaster) : DataViewRowCursor
{
    public override DataViewSchema Schema => schema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override bool MoveNext()
    {
        if (!input.MoveNext())
        {
            return false;
        }

        // Every row, whether its forecast is asked for or not: the rows after it stand on it.
        forecaster?.Advance();
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => needed.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    /// <exception cref="InvalidOperationException">The column is not active, or of another type.</exception>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (column.Index < input.Schema.Count)
        {
            return input.GetGetter<TValue>(input.Schema[column.Index]);
        }

        if (forecaster is null || !IsColumnActive(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' is not active.");
        }

        Func<float[]> values = (column.Index - input.Schema.Count) switch
        {
            0 => () => forecaster.Forecast,
            1 => () => forecaster.Lower,
            _ => () => forecaster.Upper,
        };
        ValueGetter<VBuffer<float>> getter = (ref VBuffer<float> destination) =>
        {
            float[] current = values();
            VBufferEditor<float> editor = VBufferEditor.Create(ref destination, current.Length);
            current.CopyTo(editor.Values);
            destination = editor.Commit();
        };
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' holds vectors of Single, not {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
