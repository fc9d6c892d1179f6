using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Tests.Cycles;

public sealed class SeriesListTests
{
    private static readonly ResourceType Cores = new("cores");
    private static readonly ResourceType Memory = new("memory");

    [Fact]
    public void Of_UsageAndLimits_ListsEachSeriesOnceInOrder()
    {
        LinkedAccount a = Account("a", Memory);
        LinkedAccount b = Account("b", Cores);

        IReadOnlyList<SeriesKey> series = SeriesList.Of([b, a], [new(b.Id, Cores), new(a.Id, Cores), new(new AccountId("gone"), Cores)]);

        // a has usage of cores and limits on memory; b has both for cores; an account that does not exist takes no part.
        Assert.Equal([new(a.Id, Cores), new(a.Id, Memory), new(b.Id, Cores)], series);
    }

    private static LinkedAccount Account(string id, ResourceType limited) => new()
    {
        Id = new AccountId(id),
        Resources = new Dictionary<ResourceType, ResourceLimits> { [limited] = new(GuaranteedMinimum: 1) },
    };
}
