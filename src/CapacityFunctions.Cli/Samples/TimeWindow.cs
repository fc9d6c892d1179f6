using System.Runtime.InteropServices;

namespace CapacityFunctions.Cli.Samples;

/// <summary>A stretch of time: from <paramref name="Start"/>, inclusive, to <paramref name="End"/>, exclusive.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimeWindow(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Contains(DateTimeOffset instant) => Start <= instant && instant < End;
}
