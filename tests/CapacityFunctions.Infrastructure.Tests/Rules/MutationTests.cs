using System.Text.Json.Nodes;
using CapacityFunctions.Infrastructure.Tests.Compiler;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>Breaks one property of a correct environment at a time: a rule that objects to nothing proves nothing.</summary>
public sealed class MutationTests(Templates templates)
{
    private const string Account = "Microsoft.Storage/storageAccounts";

    [Theory]
    [InlineData(Account, "properties.allowSharedKeyAccess", "true")]
    [InlineData(Account, "properties.allowBlobPublicAccess", "true")]
    [InlineData(Account, "properties.allowCrossTenantReplication", "true")]
    [InlineData(Account, "properties.minimumTlsVersion", "TLS1_0")]
    [InlineData(Account, "properties.supportsHttpsTrafficOnly", "false")]
    [InlineData(Account, "properties.publicNetworkAccess", "Enabled")]
    [InlineData(Account, "properties.networkAcls.defaultAction", "Allow")]
    [InlineData(Account, "name", "a-name-that-is-far-too-long-for-it")]
    [InlineData(Account, "type", "gone")]
    [InlineData($"{Account}/blobServices/containers", "properties.publicAccess", "Blob")]
    public Task Storage_Broken_IsSeen(string type, string path, string value) =>
        BreakAsync(type, path, value, StorageRules.Problems);

    [Theory]
    [InlineData("Microsoft.Web/sites", "properties.httpsOnly", "false")]
    [InlineData("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "1.0")]
    [InlineData("Microsoft.Web/sites", "properties.siteConfig.scmMinTlsVersion", "1.0")]
    [InlineData("Microsoft.Web/sites", "properties.siteConfig.ftpsState", "AllAllowed")]
    [InlineData("Microsoft.Web/sites", "identity.type", "None")]
    [InlineData("Microsoft.Web/sites", "properties.functionAppConfig.runtime.name", "node")]
    [InlineData("Microsoft.Web/sites", "properties.functionAppConfig.runtime.version", "8.0")]
    [InlineData("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "StorageAccountConnectionString")]
    [InlineData("Microsoft.Web/serverfarms", "sku.name", "EP1")]
    [InlineData("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "true")]
    [InlineData("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "type", "gone")]
    [InlineData("Microsoft.Insights/components", "properties.DisableLocalAuth", "false")]
    [InlineData("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "false")]
    public Task App_Broken_IsSeen(string type, string path, string value) =>
        BreakAsync(type, path, value, resources => AppRules.Problems(resources, signIn: true));

    [Theory]
    [InlineData("name", "func/gone")]
    [InlineData("properties.platform.enabled", "false")]
    [InlineData("properties.globalValidation.requireAuthentication", "false")]
    [InlineData("properties.globalValidation.unauthenticatedClientAction", "AllowAnonymous")]
    [InlineData("properties.globalValidation.excludedPaths", "/api/accounts")]
    [InlineData("properties.identityProviders.azureActiveDirectory.registration.clientSecretSettingName", "SECRET")]
    public Task Authentication_Broken_IsSeen(string path, string value) =>
        BreakAsync("Microsoft.Web/sites/config", path, value, resources => AppRules.Problems(resources, signIn: true), "/authsettingsV2");

    [Theory]
    [InlineData("name", "[newGuid()]")]
    [InlineData("id", "/subscriptions/x/providers/Microsoft.Authorization/roleAssignments/y")]
    [InlineData("properties.roleDefinitionId", "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635")] // Owner
    public Task Assignment_Broken_IsSeen(string path, string value) =>
        BreakAsync("Microsoft.Authorization/roleAssignments", path, value, RoleRules.Problems);

    [Theory]
    [InlineData("actions", "Microsoft.Compute/*")]
    [InlineData("actions", "Microsoft.Compute/capacityReservationGroups/delete")]
    [InlineData("actions", "Microsoft.Compute/virtualMachines/write")]
    [InlineData("dataActions", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read")]
    public async Task Role_WithOneMoreAction_IsSeen(string list, string action)
    {
        JsonArray resources = await templates.ResourcesAsync("everything");
        resources.OfType("Microsoft.Authorization/roleDefinitions").First()["properties"]!["permissions"]![0]![list]!.AsArray().Add(action);

        Assert.Contains(RoleRules.Problems(resources), problem => problem.Contains("allows", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AppMetrics | where Name == 'capacity.cycle.wrong' | summarize value = max(Max)")]
    [InlineData("AppMetrics | where Name == 'capacity.cycles' | summarize value = max(Max) by tostring(Properties.colour)")]
    [InlineData("AppMetrics | where Name == 'capacity.cycles' | project value = Max")]
    [InlineData("AppRequests | summarize value = count()")]
    public async Task Query_Broken_IsSeen(string query)
    {
        JsonArray resources = await templates.ResourcesAsync("everything");
        resources.OfType("Microsoft.Insights/scheduledQueryRules").First().At("properties.criteria.allOf")![0]!.Set("query", query);

        Assert.NotEmpty(TelemetryRules.Problems(resources));
    }

    [Theory]
    [InlineData("Microsoft.Insights/scheduledQueryRules", "type", "gone")]
    [InlineData("Microsoft.Insights/scheduledQueryRules", "properties.actions.actionGroups", "none")]
    [InlineData("Microsoft.Insights/workbooks", "type", "gone")]
    [InlineData("Microsoft.Insights/workbooks", "properties.serializedData", """{"query":"AppMetrics | where Name == 'capacity.wrong'"}""")]
    public Task Telemetry_Broken_IsSeen(string type, string path, string value) => BreakAsync(type, path, value, TelemetryRules.Problems);

    [Theory]
    [InlineData("tableServices/tables", "x/default/capacityOther")]
    [InlineData("queueServices/queues", "x/default/capacityhub-control-09")]
    [InlineData("blobServices/containers", "x/default/public")]
    public Task Names_Broken_AreSeen(string type, string name) =>
        BreakAsync($"{Account}/{type}", "name", name, resources => StorageNameRules.Problems(resources, HostSettings.Partitions));

    [Theory]
    [InlineData("""{"type":"string","value":"[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'x'), '2025-06-01').keys[0].value]"}""")]
    [InlineData("""{"type":"securestring","value":"x"}""")]
    [InlineData("""{"type":"string","value":"[reference('insights').ConnectionString]"}""")]
    public async Task Output_OfASecret_IsSeen(string output)
    {
        JsonObject main = (await templates.MainAsync()).DeepClone().AsObject();
        main["outputs"]!["LEAK"] = JsonNode.Parse(output);

        Assert.NotEmpty(SecretRules.Problems(main));
    }

    private async Task BreakAsync(string type, string path, string value, Func<JsonArray, IEnumerable<string>> problems, string nameEnd = "")
    {
        JsonArray resources = await templates.ResourcesAsync("everything");
        Assert.Empty(problems(resources));
        resources.OfType(type).First(resource => resource.Name().EndsWith(nameEnd, StringComparison.Ordinal)).Set(path, value);

        Assert.NotEmpty(problems(resources));
    }
}
