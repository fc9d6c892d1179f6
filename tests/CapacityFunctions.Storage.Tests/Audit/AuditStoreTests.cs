using CapacityFunctions.Storage.Audit;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Audit;

public sealed class AuditStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private IAuditTrail Trail => _host.Get<IAuditTrail>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ListAsync_BegunAndCompleted_IsOneEntryWithItsEnd()
    {
        AuditRecord begun = Record(minute: 0);
        AuditRecord completed = begun with { CompletedAt = begun.At.AddSeconds(1), Status = 201 };
        await Trail.AppendAsync(begun);
        Assert.Null(Assert.Single((await ListAsync()).Items).Status);

        await Trail.AppendAsync(completed);
        await Trail.AppendAsync(completed);

        Assert.Equal(201, Assert.Single((await ListAsync()).Items).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task ListAsync_InParts_GivesEachChangeOnceNewestFirst(int pageSize)
    {
        for (int minute = 0; minute < 5; minute++)
        {
            AuditRecord record = Record(minute * 600);
            await Trail.AppendAsync(record);
            if (minute != 2)
            {
                await Trail.AppendAsync(record with { CompletedAt = record.At, Status = 200 });
            }
        }

        List<AuditRecord> read = [];
        string? token = null;
        do
        {
            Page<AuditRecord> page = await ListAsync(pageSize, token);
            read.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(["r2400", "r1800", "r1200", "r600", "r0"], read.Select(record => record.RequestId));
        Assert.Equal([200, 200, null, 200, 200], read.Select(record => record.Status));
    }

    [Fact]
    public async Task ListAsync_Window_IncludesItsBeginAndExcludesItsEnd()
    {
        foreach (int minute in new[] { 0, 5, 10 })
        {
            await Trail.AppendAsync(Record(minute));
        }

        Page<AuditRecord> page = await Trail.ListAsync(Instants.Noon, Instants.Noon.AddMinutes(10));

        Assert.Equal(["r5", "r0"], page.Items.Select(record => record.RequestId));
    }

    [Fact]
    public async Task ListAsync_TokenOfAnotherList_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => ListAsync(10, "nonsense"));

    private Task<Page<AuditRecord>> ListAsync(int pageSize = 100, string? token = null) =>
        Trail.ListAsync(Instants.Noon.AddDays(-1), Instants.Noon.AddDays(5), pageSize, token);

    private static AuditRecord Record(int minute) => new()
    {
        At = Instants.Noon.AddMinutes(minute),
        Author = "ada@contoso.com",
        Roles = ["operator"],
        Action = "PostOverride",
        Method = "POST",
        Path = "/api/overrides",
        Body = "{}",
        RequestId = $"r{minute}",
    };
}
