namespace CapacityFunctions.Storage.Connection;

/// <summary>Every table of an installation; its name is the prefix and the member's name.</summary>
internal enum StorageTable
{
    Accounts,
    Usage,
    Series,
    Predictions,
    Shards,
    Models,
    Ledger,
    Requests,
    Allocations,
    Overrides,
    Cycles,
    Timeline,
    Decisions,
    Outlooks,
    Divisions,
    Signals,
    Learned,
    Trainings,
    CoolDowns,
    Trails,
    Performance,
    Accuracy,
    Shifts,
    Audit,
    Idempotency,
}
