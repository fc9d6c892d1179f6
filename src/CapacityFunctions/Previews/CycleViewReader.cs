using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Overrides.Bindings;
using CapacityFunctions.Planning.Previews;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Cycles;

namespace CapacityFunctions.Previews;

/// <summary>Reads what the next cycle would look at: the newest forecasts, and everything else as it is now.</summary>
public sealed class CycleViewReader(
    CycleStore cycles, CycleInputs inputs, ReservationQuestions questions, AllocationFactsReader allocations, ICapacityProvider provider, TimeProvider time)
{
    /// <summary>Forecasts older than this say nothing about the next cycle.</summary>
    private static readonly TimeSpan OldestForecasts = TimeSpan.FromDays(1);

    /// <summary>The cycle to preview; null when none has completed within the last day.</summary>
    public async Task<NextCycle?> FindAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        return await cycles.LatestCompletedAsync(cancellationToken) is { } completed
            && completed.Id.ScheduledAt >= now - OldestForecasts
            && await cycles.LatestAsync(cancellationToken) is { } latest
            ? NextCycle.After(completed.Id, latest.Id, now)
            : null;
    }

    /// <summary>When the next cycle is due.</summary>
    public async Task<DateTimeOffset> DueAsync(CancellationToken cancellationToken) =>
        NextCycle.DueAfter((await cycles.LatestAsync(cancellationToken))?.Id, time.GetUtcNow());

    /// <summary>Of each resource type that an instruction speaks of, by name.</summary>
    public async Task<IReadOnlyList<CycleView>> ReadAsync(NextCycle cycle, Override instruction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(instruction);

        IReadOnlyDictionary<AccountId, IReadOnlyList<ServiceLevelSample>> samples = await allocations.SamplesAsync(cycle.Id.ScheduledAt, cancellationToken);
        List<CycleView> views = [];
        foreach (ResourceType resourceType in (await inputs.ResourceTypesAsync(cycle.ForecastsOf, cancellationToken)).Where(instruction.CoversResource))
        {
            ReservationQuestion question = await questions.AskAsync(cycle.Id, cycle.ForecastsOf, resourceType, cancellationToken);
            IReadOnlyList<Reservation> held = await provider.ListReservationsAsync(resourceType, cancellationToken);
            AllocationFacts facts = await allocations.ReadAsync(
                resourceType, held.Sum(reservation => reservation.Quantity), samples, cancellationToken);
            QuotaRoom[] quotas = [.. (await provider.ReadQuotaAsync(resourceType, cancellationToken)).Select(Room)];
            views.Add(new CycleView(question, facts, held, quotas));
        }

        return views;
    }

    private static QuotaRoom Room(QuotaReading reading) => new(reading.Name, reading.Used, reading.Limit, reading.PerUnit);
}
