using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Failures;

/// <summary>The cool-downs that keep one resource type from being raised at an instant, ready to be looked up by zone.</summary>
internal sealed class CoolDownSet
{
    private readonly CoolDown[] _active;

    private CoolDownSet(CoolDown[] active) => _active = active;

    internal bool IsEmpty => _active.Length == 0;

    internal static CoolDownSet Of(ReservationPlanningInput input) => new(
    [
        .. input.CoolDowns
            .Where(coolDown => coolDown.Until > input.Now
                && (coolDown.ResourceType is not { } resourceType || resourceType == input.ResourceType)
                && (coolDown.Family is not { } family || string.Equals(family, input.Family, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(coolDown => coolDown.Until)
            .ThenBy(coolDown => coolDown.Failure.Code, StringComparer.Ordinal)
            .ThenBy(coolDown => coolDown.Failure.Message, StringComparer.Ordinal),
    ]);

    /// <summary>The one that lasts longest; null when the zone may be raised.</summary>
    internal CoolDown? Find(string zone) =>
        Array.Find(_active, coolDown => coolDown.Zone is null || string.Equals(coolDown.Zone, zone, StringComparison.Ordinal));

    /// <summary>The same question as if zones that cool down had nothing left.</summary>
    internal ReservationPlanningInput WithoutOffers(ReservationPlanningInput input) => IsEmpty
        ? input
        : input with { Zones = [.. input.Zones.Select(offer => Find(offer.Zone) is null ? offer : offer with { Available = 0 })] };

    internal static string Describe(string zone, CoolDown coolDown) =>
        $"zone {zone} is not raised until {Instants.Text(coolDown.Until)}: {coolDown.Failure.Code}, {coolDown.Failure.Message}";
}
