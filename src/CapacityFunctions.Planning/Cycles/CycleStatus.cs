using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Cycles;

[JsonConverter(typeof(JsonStringEnumConverter<CycleStatus>))]
public enum CycleStatus
{
    Running = 0,
    Completed = 1,

    /// <summary>It ended with an error that is recorded with it; what it had applied by then is in the requests.</summary>
    Failed = 2,

    /// <summary>It was found unfinished after its runtime had died and was not continued.</summary>
    Abandoned = 3,

    /// <summary>Its tick came while another cycle still ran, so it never started.</summary>
    Skipped = 4,
}
