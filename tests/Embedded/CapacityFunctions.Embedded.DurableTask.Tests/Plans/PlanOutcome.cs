namespace CapacityFunctions.Embedded.DurableTask.Tests.Plans;

/// <param name="Ends">How each instance ended, by id.</param>
/// <param name="Runs">How often each activity ran, by key.</param>
/// <param name="Repeated">Activities that ran again after a kill had found their results recorded.</param>
internal sealed record PlanOutcome(
    IReadOnlyDictionary<string, string> Ends, IReadOnlyDictionary<string, int> Runs, IReadOnlyCollection<string> Repeated);
