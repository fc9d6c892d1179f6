using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>One request, as the reservation itself remembers it.</summary>
/// <param name="Key">Stands for the request's id.</param>
/// <param name="Before">Units held when it came.</param>
/// <param name="Target">Units asked for.</param>
/// <param name="Attempted">Units that the write which carries this entry asks Azure for.</param>
/// <param name="Class">Why less than the target is attempted; null while nothing was refused.</param>
internal readonly record struct RequestEntry(string Key, long Before, long Target, long Attempted, FailureClass? Class)
{
    /// <summary>What became of the request once what was attempted is in place.</summary>
    /// <param name="failure">The refusal in the service's words; null: only its class is known any more.</param>
    internal ProviderOutcome Outcome(ProviderFailure? failure = null)
    {
        if (Attempted == Target)
        {
            return new ProviderOutcome.Applied(Target);
        }

        FailureClass known = Class ?? FailureClass.Unknown;
        failure ??= new ProviderFailure(known, FailureCodes.Of(known), "It was refused when it was first asked for; nothing was asked again.");
        return Attempted > Before && Attempted < Target
            ? new ProviderOutcome.Reduced(Attempted, failure)
            : new ProviderOutcome.Refused(failure);
    }
}
