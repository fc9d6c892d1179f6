using System.Diagnostics;
using OpenTelemetry.Trace;

namespace CapacityFunctions.Telemetry;

/// <summary>
/// Traces begin where something comes in, a request or a tick, and are kept whole or not at all. Calls outside of one (leases, polling) begin none: they would
/// be most of all traces and tell nothing.
/// </summary>
/// <param name="ratio">Share of traces that is kept; 0 to 1.</param>
internal sealed class EntrySampler(double ratio) : Sampler
{
    /// <summary>.NET's span of an HTTP request; one that Azure.Core sends has its own already.</summary>
    private const string HttpRequest = "System.Net.Http.HttpRequestOut";
    private const string AzureHttp = "Azure.Core.Http";

    private readonly TraceIdRatioBasedSampler _share = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        if (samplingParameters.ParentContext.TraceId != default)
        {
            bool keep = samplingParameters.ParentContext.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) && !IsSecondSpan(samplingParameters.Name);
            return new SamplingResult(keep);
        }

        return samplingParameters.Kind is ActivityKind.Server or ActivityKind.Consumer
            ? _share.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
    }

    private static bool IsSecondSpan(string name) =>
        string.Equals(name, HttpRequest, StringComparison.Ordinal) && string.Equals(Activity.Current?.Source.Name, AzureHttp, StringComparison.Ordinal);
}
