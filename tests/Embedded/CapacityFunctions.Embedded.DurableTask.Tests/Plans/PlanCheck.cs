using CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;

namespace CapacityFunctions.Embedded.DurableTask.Tests.Plans;

/// <summary>The laws that a disturbed run of plans must keep.</summary>
internal static class PlanCheck
{
    /// <param name="plans">By instance id.</param>
    /// <param name="undisturbed">Ends and runs without a kill.</param>
    /// <param name="disturbed">Ends and runs with kills.</param>
    /// <param name="kills">How many there were.</param>
    /// <returns>Broken laws, by instance id.</returns>
    public static IEnumerable<(string InstanceId, string Complaint)> Compare(
        IReadOnlyDictionary<string, Plan> plans, PlanOutcome undisturbed, PlanOutcome disturbed, int kills)
    {
        foreach ((string instanceId, Plan plan) in plans)
        {
            string expected = undisturbed.Ends[instanceId];
            if (!string.Equals(expected, disturbed.Ends[instanceId], StringComparison.Ordinal))
            {
                yield return (instanceId, $"ended as '{disturbed.Ends[instanceId]}' where it should as '{expected}'");
            }

            // Ids are unique in a plan, so a sub-orchestration's prefix doesn't matter.
            ILookup<int, int> before = ById(undisturbed, instanceId);
            ILookup<int, int> after = ById(disturbed, instanceId);
            foreach ((int id, int runs) in plan.Activities)
            {
                if (before[id].Sum() != runs)
                {
                    yield return (instanceId, $"activity {id} ran {before[id].Sum()} times undisturbed, not {runs}");
                }

                if (after[id].Sum() < runs || after[id].Sum() > runs + kills)
                {
                    yield return (instanceId, $"activity {id} ran {after[id].Sum()} times, not {runs} to {runs + kills}");
                }
            }

            foreach (string key in disturbed.Repeated.Where(key => IsOf(key, instanceId)))
            {
                yield return (instanceId, $"activity {key} ran again after its result had been recorded");
            }
        }
    }

    private static ILookup<int, int> ById(PlanOutcome outcome, string instanceId) => outcome.Runs
        .Where(run => IsOf(run.Key, instanceId))
        .ToLookup(run => int.Parse(run.Key[(run.Key.LastIndexOf('#') + 1)..]), run => run.Value);

    private static bool IsOf(string key, string instanceId) =>
        key.StartsWith(instanceId, StringComparison.Ordinal) && (key[instanceId.Length] is '#' or '-');
}
