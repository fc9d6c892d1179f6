using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Api.Trainings;

/// <summary>Names the training that a request led to.</summary>
public sealed record TrainingReceipt(TrainingId Id);
