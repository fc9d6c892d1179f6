using System.Text.Json;
using Azure;
using Azure.Core;
using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Options;

namespace CapacityFunctions.Azure.Quotas;

/// <summary>Direct transfers of quota between two subscriptions (preview 2026-09-01).</summary>
/// <remarks>
/// A transfer moves an amount, so doing it twice moves twice as much, and the service refuses the same name twice (409): whoever asks reads
/// first, and reads again when an answer was lost or refused.
/// </remarks>
public sealed class QuotaTransfers
{
    private const string ApiVersion = "2026-09-01-preview";

    private readonly ArmRest _arm;
    private readonly string _location;

    internal QuotaTransfers(AzureConnection connection, AzureProviderOptions options)
    {
        _arm = connection.Arm;
        _location = options.Location;
    }

    /// <summary>Null where the donor has no transfer of that name.</summary>
    public async Task<QuotaTransferState?> FindAsync(string donor, string name, CancellationToken cancellationToken = default) =>
        await _arm.FindAsync(Path(donor, name), cancellationToken) is { } transfer ? Read(name, transfer) : null;

    /// <summary>Sees to it that a transfer of this name was asked for once, and tells where it stands.</summary>
    /// <param name="donor">The subscription that gives.</param>
    /// <param name="name">The same for the same transfer, however often it is asked for.</param>
    /// <param name="recipient">The subscription that receives.</param>
    /// <param name="resourceName">The family.</param>
    /// <param name="amount">Cores; above 0.</param>
    /// <param name="cancellationToken">Cancels the request; whether it was carried out is then unknown, so ask again.</param>
    /// <exception cref="InvalidOperationException">The name belongs to another transfer.</exception>
    /// <exception cref="RequestFailedException">Refused, as for a second transfer under way (TransferAlreadyInFlight), or no answer twice.</exception>
    public async Task<QuotaTransferState> EnsureAsync(
        string donor, string name, string recipient, string resourceName, long amount, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        QuotaTransferState? state = await FindAsync(donor, name, cancellationToken);
        if (state is null)
        {
            try
            {
                state = Read(name, ArmRest.Json(await PutAsync(donor, name, recipient, resourceName, amount, cancellationToken)));
            }
            catch (RequestFailedException lost) when (lost.Status is 0 or 408 or 409 or >= 500)
            {
                state = await FindAsync(donor, name, cancellationToken);
                if (state is null)
                {
                    throw;
                }
            }
        }

        bool same = string.Equals(state.Recipient, recipient, StringComparison.OrdinalIgnoreCase)
            && string.Equals(state.ResourceName, resourceName, StringComparison.OrdinalIgnoreCase)
            && state.Amount == amount;
        return same
            ? state
            : throw new InvalidOperationException($"The transfer '{name}' moves {state.Amount} of {state.ResourceName} to {state.Recipient}.");
    }

    private Task<Response> PutAsync(
        string donor, string name, string recipient, string resourceName, long amount, CancellationToken cancellationToken) =>
        _arm.SendAsync(
            RequestMethod.Put,
            Path(donor, name),
            new { Properties = new { DestinationSubscription = recipient, ResourceName = resourceName, Amount = amount, AutoApprove = false } },
            cancellationToken);

    private string Path(string donor, string name) =>
        $"/subscriptions/{Uri.EscapeDataString(donor)}/providers/Microsoft.Compute/locations/{_location}"
        + $"/providers/Microsoft.Quota/quotaTransfers/{Uri.EscapeDataString(name)}?api-version={ApiVersion}";

    private static QuotaTransferState Read(string name, JsonElement transfer)
    {
        JsonElement properties = transfer.GetProperty("properties");
        string status = properties.GetProperty("transferStatus").GetString()!;
        return new QuotaTransferState(
            name,
            Outcome(status),
            status,
            properties.GetProperty("destinationSubscription").GetString()!,
            properties.GetProperty("resourceName").GetString()!,
            properties.GetProperty("amount").GetInt64());
    }

    private static OperationOutcome Outcome(string status) => status switch
    {
        "Completed" => OperationOutcome.Succeeded,
        "Cancelled" or "Rejected" or "Expired" or "Failed" => OperationOutcome.Failed,
        _ => OperationOutcome.Pending,
    };
}
