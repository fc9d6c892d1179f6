using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>The app is on Flex Consumption with .NET 10, reached by https, deployed and observed by identity, and guarded where a registration is named.</summary>
internal static class AppRules
{
    internal static IEnumerable<string> Problems(JsonArray resources, bool signIn)
    {
        JsonObject[] sites = [.. resources.OfType("Microsoft.Web/sites")];
        JsonObject[] doors = [.. resources.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies")];
        JsonObject[] guards = [.. resources.OfType("Microsoft.Web/sites/config").Where(config => config.Name().EndsWith("/authsettingsV2", StringComparison.Ordinal))];
        return
        [
            .. sites.ExpectAny("site"),
            .. sites.Expect("properties.httpsOnly", "true"),
            .. sites.Expect("properties.siteConfig.minTlsVersion", "1.2"),
            .. sites.Expect("properties.siteConfig.scmMinTlsVersion", "1.2"),
            .. sites.Expect("properties.siteConfig.ftpsState", "Disabled"),
            .. sites.Expect("identity.type", "UserAssigned"),
            .. sites.Expect("properties.functionAppConfig.runtime.name", "dotnet-isolated"),
            .. sites.Expect("properties.functionAppConfig.runtime.version", "10.0"),
            .. sites.Expect("properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"),
            .. resources.OfType("Microsoft.Web/serverfarms").Expect("sku.name", "FC1"),
            .. doors.Length == 2 ? (string[])[] : [$"{doors.Length} of the doors for passwords are mentioned, not 2"],
            .. doors.Expect("properties.allow", "false"),
            .. resources.OfType("Microsoft.Insights/components").Expect("properties.DisableLocalAuth", "true"),
            .. resources.OfType("Microsoft.OperationalInsights/workspaces").Expect("properties.features.disableLocalAuth", "true"),
            .. guards.Length == (signIn ? 1 : 0) ? (string[])[] : ["sign-in is not what the registration says"],
            .. guards.Expect("properties.platform.enabled", "true"),
            .. guards.Expect("properties.globalValidation.requireAuthentication", "true"),
            .. guards.Expect("properties.globalValidation.unauthenticatedClientAction", "Return401"),
            .. guards.Expect("properties.identityProviders.azureActiveDirectory.registration.clientSecretSettingName", "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"),
            .. guards.Where(guard => guard.At("properties.globalValidation.excludedPaths")!.ToJsonString() is not "[\"/api/health\"]")
                .Select(_ => "more than health is open"),
        ];
    }
}
