using System.Text.Json;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

internal static class TransferAnswers
{
    internal static Reply Get(ControlPlaneWorld world, Call call) => world.Transfers.TryGetValue(call["name"], out TransferState? transfer)
        ? new Reply(200, Body(call["name"], transfer))
        : Reply.Error(404, "ResourceNotFound", $"The transfer '{call["name"]}' was not found.");

    internal static Reply Put(ControlPlaneWorld world, Call call)
    {
        JsonElement properties = call.Body.GetProperty("properties");
        TransferState transfer = new(
            properties.GetProperty("destinationSubscriptionId").GetString()!,
            properties.GetProperty("resourceName").GetString()!,
            properties.GetProperty("amount").GetInt64());
        if (!properties.TryGetProperty("displayName", out _) || !properties.TryGetProperty("billingAccountId", out _))
        {
            throw new BadCallException("displayName and billingAccountId are required.");
        }

        if (world.Transfers.ContainsKey(call["name"]))
        {
            return Reply.Error(409, "BodyMismatch", "A transfer of this name exists.");
        }

        if (world.Transfers.Values.Any(other => other.Recipient == transfer.Recipient && other.ResourceName == transfer.ResourceName && other.Status is "Pending" or "InProgress"))
        {
            return Reply.Error(409, "TransferAlreadyInFlight", "A transfer of this family to this subscription is under way.");
        }

        world.Transfers[call["name"]] = transfer;
        return new Reply(201, Body(call["name"], transfer));
    }

    private static object Body(string name, TransferState transfer) => new
    {
        name,
        type = "Microsoft.Quota/quotaTransfers",
        etag = "abc123",
        properties = new
        {
            provisioningState = "Succeeded",
            transferStatus = transfer.Status,
            destinationSubscriptionId = transfer.Recipient,
            resourceName = transfer.ResourceName,
            amount = transfer.Amount,
            autoApprove = false,
        },
    };
}
