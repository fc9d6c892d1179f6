using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Cycles;

/// <summary>Divides the series of all accounts into shards.</summary>
public sealed class PlanShards(AccountStore accounts, UsageStore usage, IOptions<CapacityOptions> options)
{
    [Function(nameof(PlanShards))]
    public async Task<List<Shard>> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        IReadOnlyList<LinkedAccount> known = await accounts.ListAsync(cancellationToken);
        IReadOnlyList<UsageSeries> reported = await usage.ListSeriesAsync(cancellationToken);
        return
        [
            .. SeriesList.Of(known, reported.Select(series => new SeriesKey(series.AccountId, series.ResourceType)))
                .Chunk(options.Value.ShardSize)
                .Select((series, index) => new Shard(cycle.CycleId, index, [.. series])),
        ];
    }
}
