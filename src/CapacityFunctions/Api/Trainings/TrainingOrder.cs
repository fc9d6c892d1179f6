namespace CapacityFunctions.Api.Trainings;

/// <summary>Asks for a training.</summary>
/// <param name="ScheduledAt">Its time, up to which usage counts; now unless told.</param>
public sealed record TrainingOrder(DateTimeOffset? ScheduledAt = null);
