namespace CapacityFunctions.Api.Csv;

/// <inheritdoc cref="ICsvTable"/>
/// <param name="Columns">The header.</param>
/// <param name="Rows">The rows of one entry.</param>
internal sealed record CsvTable<T>(IReadOnlyList<string> Columns, Func<T, IEnumerable<IReadOnlyList<object?>>> Rows) : ICsvTable
    where T : notnull
{
    public Type Item => typeof(T);

    public IEnumerable<IReadOnlyList<object?>> RowsOf(object item) => Rows((T)item);
}
