using CapacityFunctions.Embedded.Functions.Timers;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Discovery;

internal abstract record FunctionTrigger
{
    private FunctionTrigger()
    {
    }

    /// <param name="Route">Route prefix included, no slash at the ends, settings resolved.</param>
    /// <param name="Methods">Upper case; empty for all.</param>
    /// <param name="Level">Anonymous, Function, System or Admin.</param>
    public sealed record Http(string Route, IReadOnlyList<string> Methods, AuthorizationLevel Level) : FunctionTrigger;

    public sealed record Timer(TimerSchedule Schedule, bool RunOnStartup, bool UseMonitor) : FunctionTrigger;

    /// <param name="Name">The name to call it by.</param>
    public sealed record Orchestration(string Name) : FunctionTrigger;

    /// <param name="Name">The name to call it by.</param>
    public sealed record Activity(string Name) : FunctionTrigger;
}
