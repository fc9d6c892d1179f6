using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Learning;

public sealed class LearnedModelStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private const string Hour = "PT1H";
    private const string Learner = "lstm";

    private readonly StorageHost _host = new(azurite);

    private LearnedModelStore Store => _host.Get<LearnedModelStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task AddAsync_NewVersion_IsAChallengerWithItsBytes()
    {
        byte[] model = Model(1, 3_000_000);
        LearnedVersion added = await Store.AddAsync(Version(1), model);

        Assert.Equal((LearnedModelState.Challenger, 3_000_000), (added.State, added.Bytes));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(model)), added.Digest);
        Assert.Equal(added, await Store.GetAsync(Key(1)));
        Assert.Equal(model, (await Store.LoadAsync(Key(1)))!.Value.ToArray());
        Assert.Empty(await Store.ChampionsAsync());
    }

    [Fact]
    public async Task AddAsync_Twice_KeepsTheFirst()
    {
        LearnedVersion first = await Store.AddAsync(Version(1), Model(1));
        LearnedVersion second = await Store.AddAsync(Version(1) with { Description = "another" }, Model(2));

        Assert.Equal(first, second);
        Assert.Equal(Model(1), (await Store.LoadAsync(Key(1)))!.Value.ToArray());
    }

    [Fact]
    public async Task AddAsync_OtherState_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>("version", () => Store.AddAsync(Version(1) with { State = LearnedModelState.Champion }, Model(1)));

    [Fact]
    public async Task PromoteAsync_Twice_RetiresTheFormerOnce()
    {
        await ChampionAsync(1);
        await Store.AddAsync(Version(2), Model(2));

        LearnedVersion promoted = (await Store.PromoteAsync(Key(2)))!;
        LearnedVersion again = (await Store.PromoteAsync(Key(2)))!;

        Assert.Equal((LearnedModelState.Champion, 2), (promoted.State, promoted.Promotion));
        Assert.Equal(promoted, again);
        Assert.Equal(LearnedModelState.Retired, (await Store.GetAsync(Key(1)))!.State);
        Assert.Equal([Key(2)], await Store.ChampionsAsync());
        Assert.Equal(Key(2), await Store.ChampionAsync(Hour, Learner));
        Assert.Null(await Store.PromoteAsync(Key(9)));
    }

    [Fact]
    public async Task PromoteAsync_OtherLearnersAndHorizons_AreLeftAlone()
    {
        await ChampionAsync(1);
        LearnedModelKey[] others = [Key(2) with { Learner = "gbm" }, Key(2) with { Horizon = "P7D" }, Key(2) with { Learner = "l/s|t~m" }];
        foreach (LearnedModelKey other in others)
        {
            await Store.AddAsync(Version(2) with { Horizon = other.Horizon, Learner = other.Learner }, Model(2));
            await Store.PromoteAsync(other);
        }

        Assert.Equivalent(others.Append(Key(1)), await Store.ChampionsAsync(), strict: true);
        Assert.Equal(4, (await Store.ListAsync()).Count);
        Assert.Equal(Model(2), (await Store.LoadAsync(others[2]))!.Value.ToArray());
    }

    [Fact]
    public async Task PromoteAsync_ManyAtOnce_LeavesOneChampion()
    {
        await Task.WhenAll(Enumerable.Range(1, 6).Select(async number =>
        {
            await Store.AddAsync(Version(number), Model(number));
            await Store.PromoteAsync(Key(number));
        }));

        LearnedVersion[] versions = [.. await Store.ListAsync()];
        LearnedVersion champion = Assert.Single(versions, version => version.State == LearnedModelState.Champion);
        Assert.Equal(5, versions.Count(version => version.State == LearnedModelState.Retired));
        Assert.Equal(6, champion.Promotion);
        Assert.Equal(champion.Version, (await Store.ChampionAsync(Hour, Learner))!.Version);
    }

    [Fact]
    public async Task JudgeAsync_Twice_KeepsTheFirstVerdict()
    {
        await Store.AddAsync(Version(1), Model(1));
        LearnedMetrics metrics = new(10, 60, 0.4, 0.5, 0.6, 0.02, "training-20261101T0000Z", IsPromoted: true, "better");

        await Store.JudgeAsync(Key(1), metrics);
        await Store.JudgeAsync(Key(1), metrics with { IsPromoted = false });

        Assert.Equal(metrics, (await Store.GetAsync(Key(1)))!.Metrics);
    }

    [Fact]
    public async Task RejectAsync_Challenger_KeepsItsRecordAlone()
    {
        await ChampionAsync(1);
        await Store.AddAsync(Version(2), Model(2));

        await Store.RejectAsync(Key(2));
        await Store.RejectAsync(Key(2));
        await Store.RejectAsync(Key(1));

        Assert.Equal(LearnedModelState.Rejected, (await Store.GetAsync(Key(2)))!.State);
        Assert.Null(await Store.LoadAsync(Key(2)));
        Assert.NotNull(await Store.LoadAsync(Key(1)));
        Assert.Equal([Key(1)], await Store.ChampionsAsync());
        Assert.Equal(LearnedModelState.Rejected, (await Store.PromoteAsync(Key(2)))!.State);
    }

    [Fact]
    public async Task RollBackAsync_AgainAndAgain_GoesBackAndNeverForth()
    {
        await ChampionAsync(1);
        await ChampionAsync(2);
        await ChampionAsync(3);

        RollBackOutcome.Done first = Assert.IsType<RollBackOutcome.Done>(await Store.RollBackAsync(Hour, Learner));
        Assert.Equal((Key(2).Version, Key(3).Version), (first.Champion.Version, first.RolledBack.Version));
        Assert.Equal([Key(2)], await Store.ChampionsAsync());

        RollBackOutcome.Done second = Assert.IsType<RollBackOutcome.Done>(await Store.RollBackAsync(Hour, Learner));
        Assert.Equal((Key(1).Version, Key(2).Version), (second.Champion.Version, second.RolledBack.Version));

        RollBackOutcome.NothingBefore last = Assert.IsType<RollBackOutcome.NothingBefore>(await Store.RollBackAsync(Hour, Learner));
        Assert.Equal(Key(1).Version, last.Champion.Version);

        // What comes next retires the first, and going back leads there and not to the two that were rolled back.
        await ChampionAsync(4);
        RollBackOutcome.Done third = Assert.IsType<RollBackOutcome.Done>(await Store.RollBackAsync(Hour, Learner));
        Assert.Equal(Key(1).Version, third.Champion.Version);
    }

    [Fact]
    public async Task RollBackAsync_NothingInUse_SaysSo()
    {
        await Store.AddAsync(Version(1), Model(1));

        Assert.IsType<RollBackOutcome.NoChampion>(await Store.RollBackAsync(Hour, Learner));
    }

    [Fact]
    public async Task PruneAsync_ManyVersions_KeepsTheLastGoodOnesAndTheirBlobs()
    {
        for (int number = 1; number <= 7; number++)
        {
            await ChampionAsync(number);
        }

        await Store.RollBackAsync(Hour, Learner);
        await Store.AddAsync(Version(8), Model(8));
        await Store.RejectAsync(Key(8));
        await Store.AddAsync(Version(9), Model(9));

        await Store.PruneAsync();

        // 7 was rolled back, 6 is in use again, 1 is beyond the fifth good one, and nobody judged 9.
        Assert.Equal(
            [
                (8, LearnedModelState.Rejected), (7, LearnedModelState.RolledBack), (6, LearnedModelState.Champion), (5, LearnedModelState.Retired),
                (4, LearnedModelState.Retired), (3, LearnedModelState.Retired), (2, LearnedModelState.Retired),
            ],
            (await Store.ListAsync()).Select(version => (version.Version.ScheduledAt.Day, version.State)));
        Assert.Equal(LearnedModelStore.GoodVersions, await CountBlobsAsync());
        Assert.NotNull(await Store.LoadAsync(Key(2)));
    }

    private static TrainingId Id(int number) => TrainingId.At(new DateTimeOffset(2026, 11, number, 2, 17, 0, TimeSpan.Zero));

    private static LearnedModelKey Key(int number) => new(Hour, Learner, Id(number));

    private static LearnedVersion Version(int number) => new()
    {
        Horizon = Hour,
        Learner = Learner,
        Version = Id(number),
        CreatedAt = Instants.Noon,
        Series = 300,
        DataFrom = Instants.Noon.AddDays(-28),
        DataTo = Instants.Noon,
        Description = "two layers",
    };

    private static byte[] Model(int number, int bytes = 100) => [.. Enumerable.Repeat((byte)number, bytes)];

    private async Task ChampionAsync(int number)
    {
        await Store.AddAsync(Version(number), Model(number));
        await Store.PromoteAsync(Key(number));
    }

    private async Task<int> CountBlobsAsync()
    {
        BlobContainerClient container = new(azurite.ConnectionString, $"{_host.Prefix}-models");
        int count = 0;
        await foreach (BlobItem _ in container.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            count++;
        }

        return count;
    }
}
