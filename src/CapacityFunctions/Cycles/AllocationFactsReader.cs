using System.Collections.Concurrent;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Performance;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Cycles;

/// <summary>Reads what moves priorities and bounds the division of one resource type.</summary>
public sealed class AllocationFactsReader(
    AccountStore accounts, PerformanceStore performance, AllocationStore allocations, IOptions<CapacityOptions> options)
{
    /// <summary>Reads at once; storage serves this many without queueing.</summary>
    private const int Parallelism = 8;

    /// <summary>What was measured of the accounts that have a service level, over the window of the rules; they are the same for every resource type.</summary>
    /// <param name="now">The end of the window.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyDictionary<AccountId, IReadOnlyList<ServiceLevelSample>>> SamplesAsync(
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        TimeSpan window = TimeSpan.FromMinutes(options.Value.Allocation.Priorities.ServiceLevel.WindowMinutes);
        LinkedAccount[] promised = [.. (await accounts.ListAsync(cancellationToken)).Where(account => account.ServiceLevel is not null)];
        ConcurrentDictionary<AccountId, IReadOnlyList<ServiceLevelSample>> samples = [];
        await Parallel.ForEachAsync(
            promised,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (account, token) =>
            {
                // Its end belongs to the window, and samples are kept to the second.
                samples[account.Id] = await performance.ReadAsync(account.Id, now - window, now.AddSeconds(1), token);
            });
        return samples;
    }

    /// <summary>Of the division that is put into force; a cycle that asks twice finds the same, since its own division is not in force yet.</summary>
    /// <param name="resourceType">What is divided.</param>
    /// <param name="capacity">Units to divide.</param>
    /// <param name="samples">What <see cref="SamplesAsync"/> found.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AllocationFacts> ReadAsync(
        ResourceType resourceType,
        decimal capacity,
        IReadOnlyDictionary<AccountId, IReadOnlyList<ServiceLevelSample>> samples,
        CancellationToken cancellationToken)
    {
        CapacityOptions settings = options.Value;
        AllocationRecord? current = await allocations.CurrentAsync(resourceType, cancellationToken);
        return new AllocationFacts
        {
            Capacity = capacity,
            UpperLevel = settings.DecisionLevel,
            EnforcedOnly = true,
            Limits = settings.Allocation.Limits,
            Priorities = settings.Allocation.Priorities,
            Samples = samples,
            Trails = TrailsOf(current),
            Units = BusinessUnitOptions.Of(settings.BusinessUnits, resourceType),
        };
    }

    private static Dictionary<AccountId, AllocationTrail> TrailsOf(AllocationRecord? division) =>
        division?.Result.Allocations
            .Where(allocation => allocation.Trail is not null)
            .ToDictionary(allocation => allocation.AccountId, allocation => allocation.Trail!) ?? [];
}
