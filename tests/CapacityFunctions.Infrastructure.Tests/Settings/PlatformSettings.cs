namespace CapacityFunctions.Infrastructure.Tests.Settings;

/// <summary>Settings that are read by something else than the code of the app.</summary>
internal static class PlatformSettings
{
    private static readonly Dictionary<string, string> ReaderOf = new(StringComparer.Ordinal)
    {
        ["AzureWebJobsStorage__queueServiceUri"] = "the host, for Durable's queues",
        ["AzureWebJobsStorage__credential"] = "the host",
        ["AZURE_CLIENT_ID"] = "DefaultAzureCredential: which of several identities",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "the host and the exporter",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "the host",
        ["OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"] = "App Service authentication",
        ["WEBSITE_AUTH_AAD_ALLOWED_TENANTS"] = "App Service authentication",
    };

    /// <summary>Said in functionAppConfig there, or by nobody: "Flex Consumption plan deprecations" in Microsoft's reference of app settings.</summary>
    internal static readonly string[] RefusedByFlexConsumption =
    [
        "ENABLE_ORYX_BUILD", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_MAX_HTTP_CONCURRENCY", "FUNCTIONS_WORKER_PROCESS_COUNT",
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_WORKER_RUNTIME_VERSION", "SCM_DO_BUILD_DURING_DEPLOYMENT", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
        "WEBSITE_CONTENTOVERVNET", "WEBSITE_CONTENTSHARE", "WEBSITE_DNS_SERVER", "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT", "WEBSITE_RUN_FROM_PACKAGE",
        "WEBSITE_SKIP_CONTENTSHARE_VALIDATION", "WEBSITE_TIME_ZONE", "WEBSITE_VNET_ROUTE_ALL",
    ];

    /// <param name="setting">Its name.</param>
    /// <param name="settings">All that are set.</param>
    internal static bool IsRead(string setting, IReadOnlyDictionary<string, string> settings) =>
        ReaderOf.ContainsKey(setting)
        || setting.StartsWith("AzureFunctionsJobHost__", StringComparison.Ordinal)
        || HostSettings.Host.ToJsonString().Contains($"%{setting}%", StringComparison.Ordinal)
        || settings.Values.Contains(setting, StringComparer.Ordinal);
}
