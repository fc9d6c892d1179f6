using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Tests.CommandLine;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Cli.Tests.Files;

public sealed class AccountsFileTests
{
    [Fact]
    public void Read_Account_TakesDefaultsForWhatIsLeftOut()
    {
        using TemporaryFolder folder = new();

        LinkedAccount account = Assert.Single(AccountsFile.Read(
            folder.Write("a.json", """[{"id":"a","mode":"Enforce","resources":{"cpu":{"guaranteedMinimum":2.5}}}]""")));

        Assert.Equal((1, 1.0, OperatingMode.Enforce), (account.Priority, account.Weight, account.Mode));
        Assert.Equal(new ResourceLimits(2.5m), account.LimitsOf(new ResourceType("cpu")));
    }

    [Theory]
    [InlineData("[{\"id\":\"a\"},\n {\"id\":\"b\",\"prio\":3}]", ":2:", "$[1]", "prio")]
    [InlineData("[{\"name\":\"a\"}]", ":1:", "$[0]", "'id'")]
    [InlineData("[{\"id\":\"a\",\"priority\":\"high\"}]", ":1:", "$[0].priority", "")]
    [InlineData("[{\"id\":\"a\",\"mode\":\"Maybe\"}]", ":1:", "$[0].mode", "")]
    [InlineData("[{\"id\":\"*\"}]", ":1:", "$[0].id", "stands for everything")]
    [InlineData("[{\"id\":\"a\"},{\"id\":\"a\"}]", ": ", "$[1].id", "twice")]
    [InlineData("[{\"id\":\"a\"", ":1:", "", "")]
    [InlineData("[null]", ": ", "$[0]", "null stands")]
    [InlineData("null", ":1:1:", "", "null stands")]
    public void Read_WrongContent_SaysWhereAndWhat(string content, string place, string jsonPath, string reason)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.json", content);

        InputException error = Assert.Throws<InputException>(() => AccountsFile.Read(path));

        Assert.StartsWith($"{path}{place}", error.Message, StringComparison.Ordinal);
        Assert.Contains(jsonPath, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
    }
}
