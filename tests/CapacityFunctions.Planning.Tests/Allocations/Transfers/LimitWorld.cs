using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Planning.Tests.Allocations.Transfers;

/// <summary>A provider of limits that refuses, grants a part, takes its time, and loses answers, by seed. It watches the sum at every change.</summary>
/// <param name="random">What goes wrong.</param>
/// <param name="trouble">How often: 0 never, 1 always.</param>
internal sealed class LimitWorld(Random random, double trouble)
{
    private static readonly ProviderFailure Failure = new(FailureClass.Quota, "QuotaExceeded", "no more");
    private readonly Dictionary<AccountId, decimal> _coming = [];

    internal Dictionary<AccountId, decimal> Limits { get; } = [];

    /// <summary>Units that are held now; limits must never exceed them.</summary>
    internal decimal Capacity { get; private set; }

    internal decimal Sum => Limits.Values.Sum();

    /// <summary>What of the changes under way ends now, ends.</summary>
    internal void Pass()
    {
        foreach ((AccountId account, decimal target) in _coming.ToArray())
        {
            if (random.Next(2) == 0)
            {
                _coming.Remove(account);
                Set(account, target);
            }
        }
    }

    internal void Hold(decimal capacity)
    {
        Capacity = capacity;
        Check();
    }

    /// <summary>One answer; null when it got lost, and then the change may have been carried out, or be under way, or not.</summary>
    internal LimitChange? Ask(LimitChange change)
    {
        if (_coming.TryGetValue(change.AccountId, out decimal coming))
        {
            return coming == change.Target
                ? change with { Outcome = RequestOutcome.Pending, Granted = coming }
                : change with { Outcome = RequestOutcome.Refused, Granted = null, Failure = Failure };
        }

        decimal units = Limits.GetValueOrDefault(change.AccountId);
        double fate = random.NextDouble() < trouble ? random.NextDouble() : 1;
        if (units == change.Target || fate >= 0.9)
        {
            Set(change.AccountId, change.Target);
            return change with { Outcome = RequestOutcome.Applied, Granted = change.Target };
        }

        if (fate < 0.3)
        {
            return change with { Outcome = RequestOutcome.Refused, Granted = null, Failure = Failure };
        }

        if (fate < 0.5)
        {
            decimal part = change.Target > units ? decimal.Floor((units + change.Target) / 2) : change.Target;
            Set(change.AccountId, Math.Max(part, Math.Min(units, change.Target)));
            return change with { Outcome = RequestOutcome.Reduced, Granted = Limits[change.AccountId], Failure = Failure };
        }

        if (fate < 0.8)
        {
            _coming[change.AccountId] = change.Target;
            return fate < 0.7 ? change with { Outcome = RequestOutcome.Pending, Granted = change.Target } : null;
        }

        if (fate < 0.85)
        {
            Set(change.AccountId, change.Target);
        }

        return null;
    }

    private void Set(AccountId account, decimal units)
    {
        Limits[account] = units;
        Check();
    }

    private void Check() => Assert.True(Sum <= Capacity, $"limits of {Sum} exceed {Capacity}");
}
