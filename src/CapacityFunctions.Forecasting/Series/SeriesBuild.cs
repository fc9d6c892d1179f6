namespace CapacityFunctions.Forecasting.Series;

/// <summary>A series and what happened on the way to it.</summary>
/// <param name="Series">From the first to the last observed bucket; empty without observations.</param>
/// <param name="DuplicateCount">Observations that repeat timestamp and value of another; they count once.</param>
/// <param name="MergedCount">Further observations that share a bucket with an earlier one and were aggregated.</param>
/// <param name="RejectedCount">Observations that were not finite.</param>
/// <param name="MissingCount">Buckets between first and last without an observation.</param>
/// <param name="GapCount">Runs of such buckets.</param>
public sealed record SeriesBuild(
    TimeSeries Series,
    int DuplicateCount,
    int MergedCount,
    int RejectedCount,
    int MissingCount,
    int GapCount);
