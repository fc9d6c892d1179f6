using System.Text.Json;
using Azure;
using Azure.Core;
using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Options;

namespace CapacityFunctions.Azure.Quotas;

/// <summary>Direct transfers of quota between two subscriptions (preview 2026-09-01).</summary>
/// <remarks>
/// A transfer moves an amount, so doing it twice would move twice as much. Whether the service takes the same name twice is said in two ways
/// (409, or the outcome of the first time); so whoever asks reads first, and reads again when an answer was lost or refused.
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

    /// <summary>Sees to it that a transfer was asked for once, and tells where it stands.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellationToken">Cancels the request; whether it was carried out is then unknown, so ask again.</param>
    /// <exception cref="InvalidOperationException">The name belongs to another transfer.</exception>
    /// <exception cref="RequestFailedException">Refused, as for a second transfer under way (TransferAlreadyInFlight), or no answer twice.</exception>
    public async Task<QuotaTransferState> EnsureAsync(QuotaTransferRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Amount, 1, nameof(request));
        QuotaTransferState? state = await FindAsync(request.Donor, request.Name, cancellationToken);
        if (state is null)
        {
            try
            {
                state = Read(request.Name, ArmRest.Json(await PutAsync(request, cancellationToken)));
            }
            catch (RequestFailedException lost) when (lost.Status is 0 or 408 or 409 or >= 500)
            {
                state = await FindAsync(request.Donor, request.Name, cancellationToken);
                if (state is null)
                {
                    throw;
                }
            }
        }

        bool same = string.Equals(state.Recipient, request.Recipient, StringComparison.OrdinalIgnoreCase)
            && string.Equals(state.ResourceName, request.ResourceName, StringComparison.OrdinalIgnoreCase)
            && state.Amount == request.Amount;
        return same
            ? state
            : throw new InvalidOperationException($"The transfer '{state.Name}' moves {state.Amount} of {state.ResourceName} to {state.Recipient}.");
    }

    private Task<Response> PutAsync(QuotaTransferRequest request, CancellationToken cancellationToken) => _arm.SendAsync(
        RequestMethod.Put,
        Path(request.Donor, request.Name),
        new
        {
            Properties = new
            {
                DisplayName = request.Name,
                DestinationSubscriptionId = request.Recipient,
                request.BillingAccountId,
                request.ResourceName,
                request.Amount,
                AutoApprove = false,
            },
        },
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
            properties.GetProperty("destinationSubscriptionId").GetString()!,
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
