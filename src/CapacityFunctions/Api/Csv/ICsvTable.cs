namespace CapacityFunctions.Api.Csv;

/// <summary>How entries of a list become rows.</summary>
internal interface ICsvTable
{
    /// <summary>The type of the entries.</summary>
    Type Item { get; }

    IReadOnlyList<string> Columns { get; }

    /// <summary>The rows of one entry, each with a value for every column.</summary>
    IEnumerable<IReadOnlyList<object?>> RowsOf(object item);
}
