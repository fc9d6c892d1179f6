using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Tests.Cycles;

public sealed class SeriesSampleTests
{
    private static readonly SeriesKey[] All = [.. Enumerable.Range(0, 200).Select(number => Key($"account-{number:000}", "cpu"))];

    [Fact]
    public void Of_FewerThanMost_IsAllInOrder() => Assert.Equal(All, SeriesSample.Of(All.Reverse(), 200));

    [Fact]
    public void Of_AnyOrder_IsTheSame() => Assert.Equal(SeriesSample.Of(All, 50), SeriesSample.Of(All.Reverse(), 50));

    /// <summary>Each series that joins can push out one at most, and none that leaves outside the sample changes it.</summary>
    [Fact]
    public void Of_SeriesComeAndGo_StaysNearlyTheSame()
    {
        IReadOnlyList<SeriesKey> sample = SeriesSample.Of(All, 50);

        IReadOnlyList<SeriesKey> after = SeriesSample.Of(All.Append(Key("newcomer", "cpu")), 50);
        Assert.InRange(sample.Intersect(after).Count(), 49, 50);

        HashSet<SeriesKey> chosen = [.. sample];
        Assert.Equal(sample, SeriesSample.Of(All.Where(chosen.Contains).Concat(All.Where(key => !chosen.Contains(key)).Take(20)), 50));
    }

    [Fact]
    public void Of_ResourceTypesOfOneAccount_AreChosenEachByItself() =>
        Assert.Equal(10, SeriesSample.Of(Enumerable.Range(0, 100).Select(type => Key("one", $"type-{type}")), 10).Count);

    [Fact]
    public void NameOf_PartsThatJoinToTheSame_Differ() =>
        Assert.NotEqual(SeriesSample.NameOf(Key("a b", "c")), SeriesSample.NameOf(Key("a", "b c")));

    private static SeriesKey Key(string account, string type) => new(new AccountId(account), new ResourceType(type));
}
