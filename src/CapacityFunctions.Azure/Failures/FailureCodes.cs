using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Azure.Failures;

/// <summary>What the codes of Compute and Resource Manager mean (as Azure/karpenter-provider-azure sorts them).</summary>
internal static class FailureCodes
{
    internal const string QuotaExceeded = "QuotaExceeded";
    internal const string SkuNotAvailable = "SkuNotAvailable";

    /// <summary>Means one thing or another, by the status and the words that come with it.</summary>
    internal const string OperationNotAllowed = "OperationNotAllowed";

    /// <summary>Null for a code that alone says nothing.</summary>
    internal static FailureClass? Class(string code) => code switch
    {
        "ZonalAllocationFailed" or "OverconstrainedZonalAllocationRequest" => FailureClass.ZoneFull,
        "AllocationFailed" or "OverconstrainedAllocationRequest" => FailureClass.RegionFull,
        QuotaExceeded => FailureClass.Quota,
        SkuNotAvailable or "NotAvailableForSubscription" => FailureClass.NotOffered,
        "Conflict" or "AnotherOperationInProgress" or "PreconditionFailed" => FailureClass.Conflict,
        "TooManyRequests" or "SubscriptionRequestsThrottled" or "ResourceCollectionRequestsThrottled" => FailureClass.Throttled,
        "AuthorizationFailed" or "LinkedAuthorizationFailed" or "InvalidParameter" or "BadRequest" or "ResourceGroupNotFound" => FailureClass.Invalid,
        _ => null,
    };

    /// <summary>The code by which a class is known when the service's own is no longer at hand.</summary>
    internal static string Of(FailureClass failureClass) => failureClass switch
    {
        FailureClass.Quota => QuotaExceeded,
        FailureClass.ZoneFull => "ZonalAllocationFailed",
        FailureClass.RegionFull => "AllocationFailed",
        FailureClass.NotOffered => SkuNotAvailable,
        FailureClass.Conflict => "Conflict",
        FailureClass.Throttled => "TooManyRequests",
        _ => failureClass.ToString(),
    };
}
