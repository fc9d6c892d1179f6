using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.CommandLine;

namespace CapacityFunctions.Cli.Tests.Decisions;

public sealed class DecisionCommandTests : IDisposable
{
    private const string Plan = """
        {"resourceType":"Standard_D4s_v5","unit":1,
         "policy":{"name":"threshold","releaseBelow":0.8},
         "zones":[{"zone":"1","pricePerUnitHour":0.21,"available":40}],
         "accounts":[{"accountId":"a","mode":"Enforce","reserved":{"1":10},"running":{"1":8},
           "demand":{"mean":12.2,"intervals":[],"byZone":{"1":1}},"minimum":4,"maximum":60}],
         "overrides":[]}
        """;

    private const string Allocate = """
        {"resourceType":"Standard_D4s_v5","capacity":100,"step":1,
         "limits":{"maxShift":null,"deadBand":0},
         "accounts":[{"accountId":"a","priority":3,"weight":1,"guaranteedMinimum":10,"maximum":50,"lendable":0,
           "usage":30,"demand":35,"upperDemand":41,"current":30}]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plan_DemandAboveReservation_RaisesByTheDifferenceRoundedUp()
    {
        Invocation invocation = await Invocation.RunAsync("plan", "--input", _folder.Write("plan.json", Plan), "--report", _folder.PathOf("r.json"));

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        using JsonDocument result = JsonDocument.Parse(invocation.Output);
        JsonElement account = result.RootElement.GetProperty("accounts")[0];

        // 12.2 − 10 = 2.2, rounded up to 3 units; 13 × 0.21 = 2.73.
        Assert.Equal((10, 13), (account.GetProperty("current").GetInt32(), account.GetProperty("target").GetInt32()));
        Assert.Equal(2.73m, result.RootElement.GetProperty("costPerHour").GetDecimal());
        Assert.Equal(invocation.Output, File.ReadAllText(_folder.PathOf("r.json")));
    }

    [Fact]
    public async Task Plan_PooledWithCoolDownAndTrail_HeedsThem()
    {
        string pooled = Plan
            .Replace("\"name\":\"threshold\",\"releaseBelow\":0.8", "\"name\":\"pooled\",\"costOptimal\":{\"shortageCostPerUnitHour\":2},\"limits\":{\"stabilisationMinutes\":15}", StringComparison.Ordinal)
            .Replace("\"overrides\":[]", "\"overrides\":[],\"now\":\"2026-11-24T02:05:00Z\",\"group\":{\"mean\":12.2},\"coolDowns\":[{\"until\":\"2026-11-24T03:00:00Z\",\"failure\":{\"class\":\"RegionFull\",\"code\":\"AllocationFailed\",\"message\":\"no capacity\"}}]", StringComparison.Ordinal);

        Invocation invocation = await Invocation.RunAsync("plan", "--input", _folder.Write("plan.json", pooled));

        // 13 are wanted, 10 held: nothing is raised anywhere until three.
        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        using JsonDocument result = JsonDocument.Parse(invocation.Output);
        JsonElement unmet = result.RootElement.GetProperty("unmet")[0];
        Assert.Equal(3, unmet.GetProperty("amount").GetInt32());
        Assert.Contains("zone 1 is not raised until 2026-11-24T03:00Z: AllocationFailed, no capacity", unmet.GetProperty("reason").GetString(), StringComparison.Ordinal);
        JsonElement trail = result.RootElement.GetProperty("accounts")[0].GetProperty("trail");
        Assert.Equal(13, trail.GetProperty("wishes")[0].GetProperty("units").GetInt32());
    }

    [Fact]
    public async Task Allocate_CapacityForAll_GivesUpperDemandAndKeepsTheRest()
    {
        Invocation invocation = await Invocation.RunAsync("allocate", "--input", _folder.Write("allocate.json", Allocate));

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        using JsonDocument result = JsonDocument.Parse(invocation.Output);
        Assert.Equal(41, result.RootElement.GetProperty("allocations")[0].GetProperty("amount").GetInt32());
        Assert.Equal(59, result.RootElement.GetProperty("pool").GetInt32());
        Assert.True(result.RootElement.GetProperty("guaranteesFeasible").GetBoolean());
    }

    [Theory]
    [InlineData("plan", "\"unit\":1", "\"unit\":-1", ":1:42: $.unit ")]
    [InlineData("plan", "\"minimum\":4", "\"minimun\":4", ":5:")]
    [InlineData("plan", "\"name\":\"threshold\"", "\"name\":\"pooled\"", ": $.policy.costOptimal must be given for the policy pooled (and 1 more)")]
    [InlineData("plan", "\"overrides\":[]}", "\"overrides\":[]", ":6:")]
    [InlineData("allocate", "\"capacity\":100", "\"capacity\":\"many\"", ":1:")]
    public async Task Decide_WrongFile_NamesPlaceAndPath(string verb, string right, string wrong, string place)
    {
        string content = string.Equals(verb, "plan", StringComparison.Ordinal) ? Plan : Allocate;
        string path = _folder.Write("in.json", content.Replace(right, wrong, StringComparison.Ordinal));

        Invocation invocation = await Invocation.RunAsync(verb, "--input", path);

        Assert.StartsWith($"capacity: {path}{place}", invocation.UnusableLine(), StringComparison.Ordinal);
        Assert.Contains("$", invocation.Error, StringComparison.Ordinal);
        Assert.Empty(invocation.Output);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("allocate")]
    public async Task Decide_MissingFile_SaysSo(string verb)
    {
        Invocation invocation = await Invocation.RunAsync(verb, "--input", _folder.PathOf("none.json"));

        Assert.EndsWith("none.json: there is no such file", invocation.UnusableLine(), StringComparison.Ordinal);
    }
}
