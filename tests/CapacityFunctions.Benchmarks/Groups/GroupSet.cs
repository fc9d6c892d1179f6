using CapacityFunctions.Benchmarks.Learned;
using CapacityFunctions.Forecasting;

namespace CapacityFunctions.Benchmarks.Groups;

/// <summary>A set whose accounts are forecast as one group.</summary>
/// <param name="Usage">The accounts.</param>
/// <param name="Horizon">How far ahead, on the grid of the usage.</param>
/// <param name="OriginSteps">Steps between forecasts; without a common divisor with a day, so that every hour has its turn.</param>
internal sealed record GroupSet(UsageSet Usage, HorizonSpec Horizon, int OriginSteps)
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<GroupSet> All { get; } =
    [
        new(new("azure78 hour", "azure_vm2017_periodic78_5min_30vms", "cpu_percent_avg", FiveMinutes), HorizonSpec.OneHour, 41),
        new(new("azure100 hour", "azure_vm2017_100_5min_30vms", "cpu_percent_avg", FiveMinutes), HorizonSpec.OneHour, 41),
        new(new("azure78 day", "azure_vm2017_periodic78_1h", "cpu_percent_avg", TimeSpan.FromHours(1)), HorizonSpec.OneDay, 5),
        new(new("azure100 day", "azure_vm2017_100_1h", "cpu_percent_avg", TimeSpan.FromHours(1)), HorizonSpec.OneDay, 5),
        new(new("azure78 day, maximum", "azure_vm2017_periodic78_1h", "cpu_percent_max", TimeSpan.FromHours(1)), HorizonSpec.OneDay, 5),
        new(new("azure100 day, maximum", "azure_vm2017_100_1h", "cpu_percent_max", TimeSpan.FromHours(1)), HorizonSpec.OneDay, 5),
    ];
}
