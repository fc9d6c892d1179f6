using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Hosting;

/// <summary>The policy of an installation that was told nothing else. Made anew each time: settings are bound onto it.</summary>
internal static class DefaultPolicy
{
    /// <summary>
    /// Reserve what is expected; as soon as the upper bound of the 90 % interval exceeds the reservation, reserve that bound. Release a fifth a cycle
    /// when expected demand is below four fifths of the reservation, but not below that bound, or the next cycle would raise it again. Capacity is
    /// there ten minutes after it was asked for, and lasts to the end of the hour. So that the loop does not swing: a dip of a quarter of an hour
    /// releases nothing, nor does anything within ten minutes after a change, and units move only to a zone that is cheaper by more than a
    /// twentieth.
    /// </summary>
    internal static ReservationPolicy Value => new()
    {
        Rules = [new IntervalRule { Level = 0.9, Bound = IntervalBound.Upper, Threshold = 1, Increase = new RuleIncrease(IncreaseKind.ToRatio, 1) }],
        RaiseFrom = 0.5m,
        LeadTime = new LeadTimeParameters(ProvisioningMinutes: 10, CoverMinutes: 50),
        Limits = new ReservationLimits { DecreaseCoolDownMinutes = 10, StabilisationMinutes = 15 },
        ReleaseFloor = new ReleaseFloor(0.9, IntervalBound.Upper),
        Zones = new ZoneRules { MaxShare = 0.6m, SurviveZoneLoss = 0.5m, FlexibleShare = 0.7m, MoveTolerance = 0.05m },
    };
}
