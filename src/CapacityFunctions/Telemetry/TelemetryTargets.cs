using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CapacityFunctions.Telemetry;

/// <summary>Where telemetry goes: wherever a setting points to, and nowhere else.</summary>
/// <param name="AzureMonitor">Connection string of Application Insights; null for none.</param>
/// <param name="Credential">Whoever may write there; null where the connection string is enough.</param>
/// <param name="Otlp">Whether there is a collector; its settings are OpenTelemetry's own.</param>
/// <param name="Console">Whether the console gets it, too.</param>
internal sealed record TelemetryTargets(string? AzureMonitor, TokenCredential? Credential, bool Otlp, bool Console)
{
    private const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string Identity = "AZURE_CLIENT_ID";
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool Any => AzureMonitor is not null || Otlp || Console;

    public static TelemetryTargets Of(IConfiguration configuration, TelemetryOptions options) => new(
        NotEmpty(configuration[ConnectionString]), CredentialOf(configuration), NotEmpty(configuration[OtlpEndpoint]) is not null, options.Console);

    public void AddTo(TracerProviderBuilder traces)
    {
        if (AzureMonitor is not null)
        {
            traces.AddAzureMonitorTraceExporter(Point);
        }

        if (Otlp)
        {
            traces.AddOtlpExporter();
        }

        if (Console)
        {
            traces.AddConsoleExporter();
        }
    }

    public void AddTo(MeterProviderBuilder metrics)
    {
        if (AzureMonitor is not null)
        {
            metrics.AddAzureMonitorMetricExporter(Point);
        }

        if (Otlp)
        {
            metrics.AddOtlpExporter();
        }

        if (Console)
        {
            metrics.AddConsoleExporter();
        }
    }

    public void AddTo(LoggerProviderBuilder logs)
    {
        if (AzureMonitor is not null)
        {
            logs.AddAzureMonitorLogExporter(Point);
        }

        if (Otlp)
        {
            logs.AddOtlpExporter();
        }

        if (Console)
        {
            logs.AddConsoleExporter();
        }
    }

    private void Point(AzureMonitorExporterOptions exporter)
    {
        exporter.ConnectionString = AzureMonitor;
        exporter.Credential = Credential;
    }

    /// <summary>The platform's own form, <c>ClientId=…;Authorization=AAD</c>; without a client id there, that of the app's identity.</summary>
    private static DefaultAzureCredential? CredentialOf(IConfiguration configuration)
    {
        string[] parts = (configuration[Authentication] ?? string.Empty).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!parts.Contains("Authorization=AAD", StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        const string clientId = "ClientId=";
        string? named = Array.Find(parts, part => part.StartsWith(clientId, StringComparison.OrdinalIgnoreCase))?[clientId.Length..];
        return new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = NotEmpty(named) ?? configuration[Identity] });
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
