using System.ComponentModel.DataAnnotations;

namespace CapacityFunctions.Telemetry;

/// <summary>What is told beside the exporters' own settings; app settings <c>Capacity__Telemetry__Name</c>.</summary>
public sealed class TelemetryOptions
{
    public const string SectionName = "Capacity:Telemetry";

    /// <summary>Writes spans, metrics and logs to the console. Default: false.</summary>
    public bool Console { get; set; }

    /// <summary>Share of cycles and requests that are traced, each whole or not at all. Metrics and logs are never thinned. Default: 1. Range: 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double TraceRatio { get; set; } = 1;

    /// <summary>Whether traces hold each call of storage and Azure: most of a trace, and what it costs to keep. Default: true.</summary>
    public bool TraceCalls { get; set; } = true;
}
