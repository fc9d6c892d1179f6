using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Hosting;

/// <summary>Finds settings by which no capacity could be divided, at the start and not in a cycle.</summary>
internal static class AllocationSettings
{
    private static readonly ResourceType AnyType = new("any");

    /// <summary>What is wrong, each beginning with the setting's name.</summary>
    internal static IEnumerable<string> Problems(AllocationOptions allocation, IList<BusinessUnitOptions> units)
    {
        foreach (InputProblem problem in Nobody(allocation).FindProblems())
        {
            yield return $"allocation.{problem.Path.TrimStart('$', '.')} {problem.Message}";
        }

        HashSet<(string Name, string? ResourceType)> seen = [];
        for (int i = 0; i < units.Count; i++)
        {
            string path = $"businessUnits[{i}]";
            foreach (InputProblem problem in (Nobody(new AllocationOptions()) with { Groups = [units[i].State] }).FindProblems())
            {
                yield return problem.Path.Replace("$.groups[0]", path, StringComparison.Ordinal) + $" {problem.Message}";
            }

            if (units[i].ResourceType is { } type && !ResourceType.TryParse(type, out _))
            {
                yield return $"{path}.resourceType must be the name of a resource type";
            }

            if (!seen.Add((units[i].Name, units[i].ResourceType)))
            {
                yield return $"{path} describes business unit '{units[i].Name}' a second time";
            }
        }
    }

    private static AllocationInput Nobody(AllocationOptions allocation) => new()
    {
        ResourceType = AnyType,
        Capacity = 0,
        Limits = allocation.Limits,
        Priorities = allocation.Priorities,
        Accounts = [],
    };
}
