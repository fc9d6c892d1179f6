using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Training;

/// <summary>Names the training that an orchestrator or activity works for.</summary>
/// <param name="TrainingId">The training; usage up to its time counts.</param>
/// <param name="Learns">Whether models are learned over many series first.</param>
public sealed record TrainingRequest(TrainingId TrainingId, bool Learns);
