using CapacityFunctions.Cli.Http;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Cli.Imports;

/// <summary>Sends data to a running system, a few requests side by side.</summary>
internal sealed class Importer(CapacityClient client)
{
    /// <summary>More requests at once only wait for each other at the storage.</summary>
    private const int RequestsAtOnce = 4;

    public Task PutAccountsAsync(IEnumerable<LinkedAccount> accounts, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(accounts, Limits(cancellationToken), async (account, token) => await client.PutAccountAsync(account, token));

    /// <summary>Sends batches.</summary>
    /// <param name="kind"><c>usage</c> or <c>signals</c>.</param>
    /// <param name="batches">Read while earlier ones are under way.</param>
    /// <param name="progress">Receives the rows sent so far.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ImportCount> PostAsync(
        string kind, IEnumerable<RowBatch> batches, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ImportCount count = new();
        await Parallel.ForEachAsync(batches, Limits(cancellationToken), async (batch, token) =>
        {
            count.Add(batch, await client.PostRowsAsync(kind, batch.Csv, token));
            progress?.Report(count.Accepted + count.Rejected);
        });
        return count;
    }

    private static ParallelOptions Limits(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
}
