using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>Storage has no keys, shows nothing to the public and is spoken to in TLS 1.2 only.</summary>
internal static class StorageRules
{
    internal static IEnumerable<string> Problems(JsonArray resources)
    {
        JsonObject[] accounts = [.. resources.OfType("Microsoft.Storage/storageAccounts")];
        JsonObject[] containers = [.. resources.OfType("Microsoft.Storage/storageAccounts/blobServices/containers")];
        bool isPrivate = resources.OfType("Microsoft.Network/privateEndpoints").Any();
        return
        [
            .. accounts.ExpectAny("storage account"),
            .. containers.ExpectAny("container"),
            .. accounts.Expect("properties.allowSharedKeyAccess", "false"),
            .. accounts.Expect("properties.allowBlobPublicAccess", "false"),
            .. accounts.Expect("properties.allowCrossTenantReplication", "false"),
            .. accounts.Expect("properties.minimumTlsVersion", "TLS1_2"),
            .. accounts.Expect("properties.supportsHttpsTrafficOnly", "true"),
            .. accounts.Expect("properties.publicNetworkAccess", isPrivate ? "Disabled" : "Enabled"),
            .. accounts.Expect("properties.networkAcls.defaultAction", isPrivate ? "Deny" : "Allow"),
            .. containers.Expect("properties.publicAccess", "None"),
            .. accounts.Where(account => account.Name().Length is < 3 or > 24).Select(account => $"{account.Name()} is no name of an account"),
        ];
    }
}
