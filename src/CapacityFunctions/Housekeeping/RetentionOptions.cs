using System.ComponentModel.DataAnnotations;

namespace CapacityFunctions.Housekeeping;

/// <summary>How long what is stored is kept; app settings <c>Capacity__Retention__Name</c>, each a time span such as <c>60.00:00:00</c>.</summary>
public sealed class RetentionOptions
{
    public const string SectionName = "Capacity:Retention";

    private const string Day = "1.00:00:00";
    private const string TenYears = "3660.00:00:00";

    /// <summary>Whether anything is deleted by age. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Usage. Default: 400 days, a year with room. Range: 15 days to ten years, and no less than the weeks that models are trained on
    /// (<c>Capacity__TrainingWeeks</c>) and two more.
    /// </summary>
    [Range(typeof(TimeSpan), "15.00:00:00", TenYears)]
    public TimeSpan Usage { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Predictions of accounts and groups. Default: 30 days. Range: 14 days, as those of a week are judged when it is over, to ten years.</summary>
    [Range(typeof(TimeSpan), "14.00:00:00", TenYears)]
    public TimeSpan Predictions { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Cycles with their decisions, outlooks, divisions and partial sums: how far back a decision can be explained. Default: 60 days. Range: 2 days to
    /// ten years.
    /// </summary>
    [Range(typeof(TimeSpan), "2.00:00:00", TenYears)]
    public TimeSpan Cycles { get; set; } = TimeSpan.FromDays(60);

    /// <summary>
    /// Requests for reservations, changes of limits, and what the ledger remembers of them. Default: 90 days. Range: 7 days to ten years; what is open is
    /// asked again for a day.
    /// </summary>
    [Range(typeof(TimeSpan), "7.00:00:00", TenYears)]
    public TimeSpan Requests { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Divisions that were in force, with their shifts. The current one stays in any case. Default: 60 days. Range: 2 days to ten years.</summary>
    [Range(typeof(TimeSpan), "2.00:00:00", TenYears)]
    public TimeSpan Allocations { get; set; } = TimeSpan.FromDays(60);

    /// <summary>
    /// The group's curves and cost by cycle; the highest demand of each day stays. Default: 400 days. Range: 36 days, the longest window of the overview, to
    /// ten years.
    /// </summary>
    [Range(typeof(TimeSpan), "36.00:00:00", TenYears)]
    public TimeSpan Timeline { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Values of signals; the one in force stays. Default: 400 days. Range: as for usage.</summary>
    [Range(typeof(TimeSpan), "15.00:00:00", TenYears)]
    public TimeSpan Signals { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Measured latency and throughput. Default: 30 days. Range: 2 days to ten years.</summary>
    [Range(typeof(TimeSpan), "2.00:00:00", TenYears)]
    public TimeSpan Performance { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Who changed what. Default: 400 days. Range: 90 days to ten years.</summary>
    [Range(typeof(TimeSpan), "90.00:00:00", TenYears)]
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Accuracy of series that are not predicted any more, after they were judged last. Default: 90 days. Range: 9 days to ten years.</summary>
    [Range(typeof(TimeSpan), "9.00:00:00", TenYears)]
    public TimeSpan Accuracy { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Answers to requests with an idempotency key, which stand for their request for a day. Default: 1 day. Range: 1 to 30 days.</summary>
    [Range(typeof(TimeSpan), Day, "30.00:00:00")]
    public TimeSpan Idempotency { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Overrides, after they ended. Default: 400 days. Range: 7 days to ten years.</summary>
    [Range(typeof(TimeSpan), "7.00:00:00", TenYears)]
    public TimeSpan Overrides { get; set; } = TimeSpan.FromDays(400);

    /// <summary>States of models that no row names any more, after they were written. Default: 2 days. Range: 1 day to one year.</summary>
    [Range(typeof(TimeSpan), Day, "366.00:00:00")]
    public TimeSpan Blobs { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Histories of orchestrations that have ended, after they began. Default: 7 days. Range: 1 to 366 days.</summary>
    [Range(typeof(TimeSpan), Day, "366.00:00:00")]
    public TimeSpan History { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Rows that one step deletes before it puts the rest aside for the next. Default: 5,000. Range: 100 to 100,000.</summary>
    [Range(100, 100_000)]
    public int RowsPerStep { get; set; } = 5_000;

    /// <summary>Steps of one night; what is left then waits for the next. Default: 400. Range: 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int StepsPerRun { get; set; } = 400;

    /// <summary>How long a kind is kept.</summary>
    public TimeSpan Of(RetentionKind kind) => kind switch
    {
        RetentionKind.Idempotency => Idempotency,
        RetentionKind.Cycles => Cycles,
        RetentionKind.Requests => Requests,
        RetentionKind.Predictions => Predictions,
        RetentionKind.Allocations => Allocations,
        RetentionKind.Timeline => Timeline,
        RetentionKind.Performance => Performance,
        RetentionKind.Signals => Signals,
        RetentionKind.Usage => Usage,
        RetentionKind.Accuracy => Accuracy,
        RetentionKind.Overrides => Overrides,
        RetentionKind.Audit => Audit,
        RetentionKind.Blobs => Blobs,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
    };
}
