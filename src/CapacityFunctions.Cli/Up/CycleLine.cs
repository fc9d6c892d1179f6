using System.Globalization;
using CapacityFunctions.Cli.Http;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cli.Up;

/// <summary>A cycle in one line.</summary>
internal static class CycleLine
{
    public static string Format(CycleAnswer cycle)
    {
        string duration = cycle is { StartedAt: { } start, EndedAt: { } end }
            ? string.Create(CultureInfo.InvariantCulture, $" in {(end - start).TotalSeconds:0.0} s")
            : string.Empty;
        string status = cycle.Status.ToString().ToLowerInvariant();
        string reason = string.IsNullOrEmpty(cycle.Reason) ? string.Empty : $": {cycle.Reason}";
        return cycle.Summary is { } summary
            ? $"{cycle.Id} {status}{duration}{reason}: {Format(summary)}"
            : $"{cycle.Id} {status}{duration}{reason}";
    }

    private static string Format(CycleSummary summary) => string.Create(
        CultureInfo.InvariantCulture,
        $"{summary.Series} series of {summary.Accounts} accounts, {summary.Increases} increases, {summary.Decreases} decreases, " +
        $"{summary.Shifts} shifts, {summary.Held} held, {summary.FailedRequests} failed requests, " +
        $"cost {summary.CostPerHourBefore:0.00} → {summary.CostPerHourAfter:0.00} an hour, unmet {summary.Unmet:0.##}");
}
