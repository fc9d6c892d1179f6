using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Planning.Reservations.Requests;
using CapacityFunctions.Planning.Reservations.Zones;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>
/// What the zones still have while accounts are placed one after the other. What an enforced account releases can be had by enforced accounts that
/// follow, as far as <see cref="RequestOrder"/> carries that release out before all increases.
/// </summary>
internal sealed class ZoneSupply
{
    private readonly CoolDown?[] _coolDowns;
    private readonly long[] _offered;
    private readonly long[] _available;
    private readonly long[] _released;

    /// <param name="offers">What the zones have left, cool-downs aside; in the order of all that follows.</param>
    /// <param name="coolDowns">Where nothing may be raised.</param>
    /// <param name="grid">The whole units.</param>
    internal ZoneSupply(IReadOnlyList<ZoneOffer> offers, CoolDownSet coolDowns, UnitGrid grid)
    {
        _coolDowns = coolDowns.IsEmpty ? new CoolDown?[offers.Count] : [.. offers.Select(offer => coolDowns.Find(offer.Zone))];
        _offered = [.. offers.Select(offer => grid.Down(offer.Available))];
        _available = [.. _offered.Select((units, zone) => _coolDowns[zone] is null ? units : 0)];
        _released = new long[offers.Count];
    }

    /// <summary>Whole units that an account could add in each zone.</summary>
    internal long[] For(AccountTarget target) => [.. _available.Select((units, zone) => units + (target.Enforced ? _released[zone] : 0))];

    /// <summary>Takes an account's increases out of what is left, then out of what was released, and adds what it releases.</summary>
    internal void Take(AccountTarget target, long[] held, long[] split)
    {
        bool raises = split.Where((units, zone) => units > held[zone]).Any();
        for (int zone = 0; zone < split.Length; zone++)
        {
            long taken = Math.Max(0, split[zone] - held[zone]);
            long leftOver = Math.Min(taken, _available[zone]);
            _available[zone] -= leftOver;
            _released[zone] -= taken - leftOver;
            if (target.Enforced && _coolDowns[zone] is null && RequestOrder.IsCertain(raises))
            {
                _released[zone] += Math.Max(0, held[zone] - split[zone]);
            }
        }
    }

    /// <summary>The cool-downs that change what is done for an account; null when it would not be raised there anyway.</summary>
    internal string? Refusals(AccountTarget target, ZoneNeeds needs)
    {
        if (Array.TrueForAll(_coolDowns, coolDown => coolDown is null))
        {
            return null;
        }

        ZoneNeeds otherwise = needs with { Available = [.. needs.Available.Select((units, zone) => _coolDowns[zone] is null ? units : _offered[zone])] };
        long[] raised = otherwise.Split(Math.Min(target.Target, otherwise.Reachable)).Split;
        string[] refusals =
        [
            .. Enumerable.Range(0, raised.Length)
                .Where(zone => _coolDowns[zone] is not null && raised[zone] > needs.Held[zone])
                .Select(zone => CoolDownSet.Describe(needs.Zones[zone], _coolDowns[zone]!)),
        ];
        return refusals.Length > 0 ? string.Join("; ", refusals) : null;
    }
}
