using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Azure;

/// <summary>What the provider logs. Failures come filtered (see SafeText), and nothing else of an answer is logged.</summary>
internal sealed partial class AzureLog(ILogger<AzureCapacityProvider> logger)
{
    internal void Answer(
        string requestId, AccountId account, ResourceType resourceType, string zone, decimal quantity, ProviderOutcome outcome)
    {
        switch (outcome)
        {
            case ProviderOutcome.Applied:
                Applied(requestId, account, resourceType, zone, quantity);
                break;
            case ProviderOutcome.Pending pending:
                Pending(requestId, account, resourceType, zone, pending.Quantity);
                break;
            case ProviderOutcome.Reduced reduced:
                Reduced(requestId, account, resourceType, zone, reduced.Quantity, quantity, reduced.Failure.Code, reduced.Failure.Message);
                break;
            case ProviderOutcome.Refused { Failure: var failure }:
                Refused(requestId, account, resourceType, zone, quantity, failure.Class, failure.Code, failure.Message);
                break;
        }
    }

    [LoggerMessage(2100, LogLevel.Information, "{RequestId}: {Account} holds {Quantity} of {ResourceType} in zone {Zone}.")]
    private partial void Applied(string requestId, AccountId account, ResourceType resourceType, string zone, decimal quantity);

    [LoggerMessage(2101, LogLevel.Information, "{RequestId}: {Account} will hold {Quantity} of {ResourceType} in zone {Zone}; Azure is still at it.")]
    private partial void Pending(string requestId, AccountId account, ResourceType resourceType, string zone, decimal quantity);

    [LoggerMessage(2102, LogLevel.Warning, "{RequestId}: {Account} holds {Quantity} of the {Wanted} of {ResourceType} asked for in zone {Zone}: {Code}: {Reason}")]
    private partial void Reduced(
        string requestId, AccountId account, ResourceType resourceType, string zone, decimal quantity, decimal wanted, string code, string reason);

    [LoggerMessage(2103, LogLevel.Warning, "{RequestId}: {Account} was refused {Wanted} of {ResourceType} in zone {Zone} ({FailureClass}): {Code}: {Reason}")]
    private partial void Refused(
        string requestId, AccountId account, ResourceType resourceType, string zone, decimal wanted, FailureClass failureClass, string code, string reason);

    [LoggerMessage(2104, LogLevel.Warning, "No new price of {Size} is to be had ({Problem}); the old one stays in use.")]
    internal partial void OldPrice(string size, string problem);
}
