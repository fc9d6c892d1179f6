namespace CapacityFunctions.Benchmarks.Durable.Storage;

internal enum RowOperationKind
{
    Get,
    Query,
    Add,
    Replace,
    Merge,
    Delete,
}
