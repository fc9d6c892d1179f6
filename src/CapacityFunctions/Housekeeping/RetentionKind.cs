namespace CapacityFunctions.Housekeeping;

/// <summary>What is kept for a time of its own; deleted in this order.</summary>
public enum RetentionKind
{
    Idempotency,
    Cycles,
    Requests,
    Predictions,
    Allocations,
    Timeline,
    Performance,
    Signals,
    Usage,
    Accuracy,
    Overrides,
    Audit,
    Blobs,
}
