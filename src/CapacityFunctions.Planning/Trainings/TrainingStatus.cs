using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Trainings;

[JsonConverter(typeof(JsonStringEnumConverter<TrainingStatus>))]
public enum TrainingStatus
{
    Running = 0,
    Completed = 1,

    /// <summary>It ended with an error that is recorded with it; what it had trained by then is in use.</summary>
    Failed = 2,

    /// <summary>It was found unfinished after its runtime had died and was not continued.</summary>
    Abandoned = 3,
}
