using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Training;

/// <summary>Something to note of a training.</summary>
public sealed record LearningNote(TrainingId TrainingId, LearningProgress Progress);
