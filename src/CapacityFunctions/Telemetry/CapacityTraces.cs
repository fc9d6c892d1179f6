using System.Diagnostics;

namespace CapacityFunctions.Telemetry;

/// <summary>The app's own spans: what neither the runtime nor the Azure SDK can know. Null where nobody listens.</summary>
internal static class CapacityTraces
{
    public const string SourceName = "CapacityFunctions";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Begin(string name) => Source.StartActivity(name);
}
