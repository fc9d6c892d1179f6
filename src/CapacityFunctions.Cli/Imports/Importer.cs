using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Http;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Imports;

/// <summary>Sends data to a running system, a few requests side by side.</summary>
internal sealed class Importer(CapacityClient client)
{
    /// <summary>More requests at once only wait for each other at the storage.</summary>
    private const int RequestsAtOnce = 4;

    public Task PutAccountsAsync(IEnumerable<LinkedAccount> accounts, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(accounts, Limits(cancellationToken), async (account, token) => await client.PutAccountAsync(account, token));

    /// <summary>Sends usage; batches are read while earlier ones are under way.</summary>
    public async Task<ImportCount> PostUsageAsync(IEnumerable<UsageBatch> batches, CancellationToken cancellationToken)
    {
        ImportCount count = new();
        await Parallel.ForEachAsync(
            batches, Limits(cancellationToken), async (batch, token) => count.Add(batch.Lines, await client.PostUsageAsync(batch.Csv, token)));
        return count;
    }

    /// <summary>Sends signals one batch after the other, in the order of their file: of two values for one instant the later one counts.</summary>
    public async Task<ImportCount> PostSignalsAsync(IEnumerable<SignalValue> signals, CancellationToken cancellationToken)
    {
        ImportCount count = new();
        long line = 2;   // below the header
        foreach (SignalValue[] batch in signals.Chunk(UsageBatches.MostRows))
        {
            long first = line;
            count.Add([.. Enumerable.Range(0, batch.Length).Select(i => first + i)], await client.PostSignalsAsync(batch, cancellationToken));
            line += batch.Length;
        }

        return count;
    }

    /// <summary>Sends a calendar; what is rejected is named by the number of its event.</summary>
    public async Task<ImportCount> PostCalendarAsync(string calendar, CancellationToken cancellationToken)
    {
        ImportCount count = new();
        BatchAnswer answer = await client.PostCalendarAsync(calendar, cancellationToken);
        int last = answer.Rejections?.Select(rejection => rejection.Row).DefaultIfEmpty(0).Max() ?? 0;
        count.Add([.. Enumerable.Range(1, last).Select(number => (long)number)], answer);
        return count;
    }

    /// <summary>Sends performance one batch after the other, in the order of its file: of two values for one instant the later one counts.</summary>
    public async Task<ImportCount> PostPerformanceAsync(IEnumerable<AccountPerformance> performance, CancellationToken cancellationToken)
    {
        ImportCount count = new();
        long line = 2;   // below the header
        foreach (AccountPerformance[] batch in performance.Chunk(UsageBatches.MostRows))
        {
            long first = line;
            count.Add([.. Enumerable.Range(0, batch.Length).Select(i => first + i)], await client.PostPerformanceAsync(CsvOf(batch), cancellationToken));
            line += batch.Length;
        }

        return count;
    }

    private static string CsvOf(IEnumerable<AccountPerformance> rows)
    {
        using StringWriter csv = new() { NewLine = "\n" };
        csv.WriteLine(PerformanceFile.Header);
        foreach (AccountPerformance row in rows)
        {
            PerformanceFile.WriteRow(csv, row);
            csv.WriteLine();
        }

        return csv.ToString();
    }

    private static ParallelOptions Limits(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
}
