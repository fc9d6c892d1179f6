using CapacityFunctions.Api.Accounts;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Tests.Api.Accounts;

public sealed class LinkedAccountValidatorTests
{
    private static readonly LinkedAccount Sound = new() { Id = new AccountId("a") };

    public static TheoryData<LinkedAccount> Broken =>
    [
        Sound with { Priority = -1 },
        Sound with { Weight = 0 },
        Sound with { Weight = double.NaN },
        Sound with { TimeZone = "Europe/Atlantis" },
        Sound with { TimeZone = "" },
        Sound with { ServiceLevel = new ServiceLevel(LatencyTargetMs: 0) },
        With(new ResourceLimits(GuaranteedMinimum: -1)),
        With(new ResourceLimits(GuaranteedMinimum: 2_000_000_000)),
        With(new ResourceLimits(GuaranteedMinimum: 10, Maximum: 9)),
        With(new ResourceLimits(GuaranteedMinimum: 10, Lendable: 11)),
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void Validate_BrokenAccount_IsRefused(LinkedAccount account) => Assert.NotEmpty(new LinkedAccountValidator().Validate(account).Errors);

    [Fact]
    public void Validate_SoundAccounts_Pass()
    {
        Assert.Empty(new LinkedAccountValidator().Validate(Sound).Errors);
        Assert.Empty(new LinkedAccountValidator().Validate(Sound with { TimeZone = "Australia/Lord_Howe" }).Errors);
        Assert.Empty(new LinkedAccountValidator().Validate(With(new ResourceLimits(GuaranteedMinimum: 10, Maximum: 10, Lendable: 10))).Errors);
    }

    [Theory]
    [InlineData("ServiceLevel.LatencyTargetMs", double.PositiveInfinity, 1.0, 99.0, 1)]
    [InlineData("ServiceLevel.ThroughputTarget", 1.0, 0.0, 99.0, 1)]
    [InlineData("ServiceLevel.LatencyPercentile", 1.0, 1.0, 0.0, 1)]
    [InlineData("ServiceLevel.LatencyPercentile", 1.0, 1.0, 100.5, 1)]
    [InlineData("ServiceLevel.Importance", 1.0, 1.0, 99.0, 3)]
    [InlineData("ServiceLevel.Importance", 1.0, 1.0, 99.0, -1)]
    [InlineData(null, 1.0, 1.0, 100.0, 2)]
    [InlineData(null, null, null, null, 0)]
    public void Validate_ServiceLevel_NamesTheField(string? field, double? latency, double? throughput, double? percentile, int importance)
    {
        LinkedAccount account = Sound with { ServiceLevel = new ServiceLevel(latency, throughput, percentile, importance) };

        Assert.Equal(field is null ? [] : new[] { field }, new LinkedAccountValidator().Validate(account).Errors.Select(error => error.PropertyName));
    }

    private static LinkedAccount With(ResourceLimits limits) => Sound with
    {
        Resources = new Dictionary<ResourceType, ResourceLimits> { [new ResourceType("cores")] = limits },
    };
}
