namespace CapacityFunctions.Planning.Reservations;

/// <summary>
/// Which time a decision has to cover: what is asked for now is there after the provisioning time, and has to last until what the next
/// decisions ask for is there.
/// </summary>
/// <param name="ProvisioningMinutes">From the decision until capacity is there; 0 to a week, as farther ahead nothing is forecast.</param>
/// <param name="CoverMinutes">How long it has to last from then on; 0 to a week.</param>
public sealed record LeadTimeParameters(int ProvisioningMinutes, int CoverMinutes);
