using CapacityFunctions.Planning.Allocations.Divisions;

namespace CapacityFunctions.Planning.Allocations.Movements;

/// <summary>How one account's amount is about to change, and which part of that no limit may stop; in whole steps.</summary>
internal sealed class Movement
{
    private readonly AllocationRow _row;
    private readonly long _lowestExempt;
    private readonly long _highestExempt;

    internal Movement(AllocationRow row)
    {
        _row = row;
        _lowestExempt = IsPinned ? row.Amount : Math.Min(row.Amount, row.Assured);
        _highestExempt = IsPinned ? row.Amount : Math.Max(row.Amount, row.Maximum);
    }

    internal int Priority => _row.EffectivePriority;

    internal bool IsPinned => _row.FixedAmount is not null;

    internal UnitRow? Unit => _row.Unit;

    internal AllocationRule Rule => _row.Rule;

    internal long Current => _row.Current;

    /// <summary>When it was last given units; null: not within memory.</summary>
    internal DateTimeOffset? GainedAt => _row.Priority.Trail.GainedAt;

    internal long Gain => Math.Max(0, _row.Amount - _row.Current);

    internal long Loss => Math.Max(0, _row.Current - _row.Amount);

    /// <summary>Up to a guarantee or a pin.</summary>
    internal long MandatoryGain => Math.Max(0, _lowestExempt - _row.Current);

    /// <summary>Down to a maximum or a pin.</summary>
    internal long MandatoryLoss => Math.Max(0, _row.Current - _highestExempt);

    internal long OptionalGain => Math.Max(0, Gain - MandatoryGain);

    internal long OptionalLoss => Math.Max(0, Loss - MandatoryLoss);

    /// <summary>Whole steps that the account has after the change.</summary>
    internal long Amount => _row.Amount;

    internal void Reduce(long steps, AllocationRule rule, string limit)
    {
        _row.Amount -= steps;
        _row.Rule = rule;
        _row.Reasons.Add(limit);
    }

    internal void Keep(long loss, AllocationRule rule, string limit)
    {
        _row.Amount += loss;
        _row.Rule = rule;
        _row.Reasons.Add(limit);
    }
}
