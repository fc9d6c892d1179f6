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

    /// <param name="setting">Its name.</param>
    /// <param name="settings">All that are set.</param>
    internal static bool IsRead(string setting, IReadOnlyDictionary<string, string> settings) =>
        ReaderOf.ContainsKey(setting)
        || setting.StartsWith("AzureFunctionsJobHost__", StringComparison.Ordinal)
        || HostSettings.Host.ToJsonString().Contains($"%{setting}%", StringComparison.Ordinal)
        || settings.Values.Contains(setting, StringComparer.Ordinal);
}
