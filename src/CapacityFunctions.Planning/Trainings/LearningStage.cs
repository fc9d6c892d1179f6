using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Trainings;

/// <summary>How far a training is with one learner and horizon.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LearningStage>))]
public enum LearningStage
{
    /// <summary>Its series are chosen and read.</summary>
    Preparing = 0,

    /// <summary>It learns, chunk after chunk.</summary>
    Learning = 1,

    /// <summary>It is compared with the model in use.</summary>
    Validating = 2,

    /// <summary>It is the model in use now.</summary>
    Promoted = 3,

    /// <summary>It was no better; the model in use stays.</summary>
    Rejected = 4,

    /// <summary>There was too little to learn from.</summary>
    Skipped = 5,

    /// <summary>It broke; the model in use stays.</summary>
    Failed = 6,
}
