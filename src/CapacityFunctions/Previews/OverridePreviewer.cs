using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Overrides.Bindings;
using CapacityFunctions.Planning.Previews;
using CapacityFunctions.Storage.Overrides;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Previews;

/// <summary>Shows beforehand what an override does, with the planning and the inputs of the cycle itself.</summary>
public sealed class OverridePreviewer(CycleViewReader reader, OverrideStore overrides, TimeProvider time, IOptions<CapacityOptions> options)
{
    private const int MostAccounts = 100;
    private const string NoCycle = "no cycle has completed within the last day: what binds it can't be told yet";

    /// <summary>What will limit an override, or what it would break.</summary>
    public async Task<IReadOnlyList<string>> BindsAsync(Override instruction, CancellationToken cancellationToken)
    {
        IReadOnlyList<Override> others = await overrides.ListOpenAsync(time.GetUtcNow(), cancellationToken);
        NextCycle? cycle = await reader.FindAsync(cancellationToken);
        IReadOnlyList<CycleView> views = cycle is null ? [] : await reader.ReadAsync(cycle, instruction, cancellationToken);
        return await BindsAsync(instruction, others, cycle, views, cancellationToken);
    }

    /// <summary>What the next cycle would decide with an override, beside what it would without.</summary>
    /// <param name="instruction">Not stored.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<OverridePreview> PreviewAsync(Override instruction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instruction);

        IReadOnlyList<Override> others = await overrides.ListOpenAsync(time.GetUtcNow(), cancellationToken);
        NextCycle? cycle = await reader.FindAsync(cancellationToken);
        IReadOnlyList<CycleView> views = cycle is null ? [] : await reader.ReadAsync(cycle, instruction, cancellationToken);
        OverridePreview preview = new()
        {
            Override = instruction,
            Binds = await BindsAsync(instruction, others, cycle, views, cancellationToken),
        };
        if (cycle is null)
        {
            return preview;
        }

        DecisionComparison[] compared = [.. views.Select(view => Compare(view, instruction, cycle))];
        DecisionChange[] changes = [.. compared.SelectMany(comparison => comparison.Changes)];
        return preview with
        {
            At = cycle.Id.ScheduledAt,
            ForecastsOf = cycle.ForecastsOf,
            Accounts = [.. changes.Take(MostAccounts)],
            Changed = changes.Length,
            CostPerHourWithout = compared.Sum(comparison => comparison.CostPerHourWithout),
            CostPerHourWith = compared.Sum(comparison => comparison.CostPerHourWith),
        };
    }

    private async Task<IReadOnlyList<string>> BindsAsync(
        Override instruction, IReadOnlyList<Override> others, NextCycle? cycle, IReadOnlyList<CycleView> views, CancellationToken cancellationToken)
    {
        DateTimeOffset due = cycle?.DueAt ?? await reader.DueAsync(cancellationToken);
        IReadOnlyList<string> binds = OverrideBindings.Of(instruction, others, due, cycle is null ? null : [.. views.Select(view => view.Facts)]);
        return cycle is null ? [.. binds, NoCycle] : binds;
    }

    private DecisionComparison Compare(CycleView view, Override instruction, NextCycle cycle) => DecisionComparison.Of(
        instruction,
        Decide(view, view.Question.Decisions),
        Decide(view, view.Question.Decisions.With(instruction.AsIfInForce(cycle.Id.ScheduledAt, cycle.DueAt))),
        view.Question.Facts.Zones);

    private IReadOnlyList<AccountDecision> Decide(CycleView view, CycleDecisions decisions) =>
        CycleForesight.Decide(decisions, options.Value.Policy, view.Question.Facts, view.Held, view.Allocation);
}
