using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Planning.Performance;

/// <summary>Decides which reported measurements of latency and throughput may enter the system.</summary>
/// <param name="accounts">The accounts that exist.</param>
/// <param name="now">The clock against which timestamps are held; senders' may run ahead by <see cref="UsageIntake.FutureTolerance"/>.</param>
public sealed class PerformanceIntake(IReadOnlySet<AccountId> accounts, DateTimeOffset now)
{
    /// <summary>Takes one row, or says why not.</summary>
    /// <param name="row">What was reported; latency or throughput may be missing, but not both.</param>
    /// <param name="performance">The measurement when it is taken; null otherwise.</param>
    /// <returns>Null when the row is taken; otherwise what is wrong with it, naming the field.</returns>
    public string? Refusal(ReportedPerformance row, out AccountPerformance? performance)
    {
        ArgumentNullException.ThrowIfNull(row);

        performance = null;
        if (!AccountId.TryParse(row.AccountId, out AccountId account))
        {
            return $"accountId {ReportedField.Quoted(row.AccountId)} is not a valid name";
        }

        if (!accounts.Contains(account))
        {
            return $"accountId {ReportedField.Quoted(row.AccountId)} is not a known account";
        }

        if (ReportedField.TimestampRefusal(row.Timestamp, now, out DateTimeOffset timestamp) is { } badTimestamp)
        {
            return badTimestamp;
        }

        if (string.IsNullOrEmpty(row.LatencyMs) && string.IsNullOrEmpty(row.Throughput))
        {
            return "latencyMs and throughput are both missing; at least one is needed";
        }

        if (OptionalRefusal("latencyMs", row.LatencyMs, out double? latency) is { } badLatency)
        {
            return badLatency;
        }

        if (OptionalRefusal("throughput", row.Throughput, out double? throughput) is { } badThroughput)
        {
            return badThroughput;
        }

        performance = new AccountPerformance(account, new ServiceLevelSample { At = timestamp, LatencyMs = latency, Throughput = throughput });
        return null;
    }

    private static string? OptionalRefusal(string name, string? text, out double? value)
    {
        value = null;
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        string? refusal = ReportedField.AmountRefusal(name, text, out double amount);
        value = refusal is null ? amount : null;
        return refusal;
    }
}
