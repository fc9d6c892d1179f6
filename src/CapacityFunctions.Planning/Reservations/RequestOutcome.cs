using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>What became of a reservation request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RequestOutcome>))]
public enum RequestOutcome
{
    /// <summary>Written down before the provider is asked; found again after a crash, it is asked anew with the same absolute target.</summary>
    Intended = 0,

    Applied = 1,

    /// <summary>The provider granted less than was asked for.</summary>
    Reduced = 2,

    /// <summary>The provider refused it.</summary>
    Refused = 3,

    /// <summary>Not carried out because the account runs in <see cref="Accounts.OperatingMode.Recommend"/>.</summary>
    Recommended = 4,

    /// <summary>The provider accepted it and is still at it; asked again, it tells how it ended.</summary>
    Pending = 5,

    /// <summary>
    /// Not carried out because it no longer made sense: a newer one for the same place was, the increase that a release was the other half of
    /// was refused, or its time was over.
    /// </summary>
    Withdrawn = 6,
}
