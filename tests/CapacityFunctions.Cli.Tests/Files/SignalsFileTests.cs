using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Tests.CommandLine;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Tests.Files;

public sealed class SignalsFileTests
{
    private const string Header = "signal,scope,timestamp,value\n";

    [Fact]
    public void Read_GroupAndAccountScope_AreKept()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("s.csv", Header + "campaign,*,2026-11-02T00:00:00Z,1\nsales,a,2027-01-01,-2.5\n");

        Assert.Equal(
            [
                new SignalValue("campaign", "*", new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero), 1),
                new SignalValue("sales", "a", new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), -2.5),
            ],
            SignalsFile.Read(path));
    }

    [Theory]
    [InlineData(",*,2026-11-02T00:00:00Z,1", "2:1: signal is empty")]
    [InlineData("c,,2026-11-02T00:00:00Z,1", "2:2: scope '' is neither")]
    [InlineData("c,*,soon,1", "2:3: timestamp 'soon'")]
    [InlineData("c,*,2026-11-02T00:00:00Z,NaN", "2:4: value 'NaN' is not a finite number")]
    public void Read_BadRow_NamesLineAndField(string row, string expected)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("s.csv", Header + row + "\n");

        InputException error = Assert.Throws<InputException>(() => SignalsFile.Read(path).Count());

        Assert.StartsWith($"{path}:{expected}", error.Message, StringComparison.Ordinal);
    }
}
