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

    private static LinkedAccount With(ResourceLimits limits) => Sound with
    {
        Resources = new Dictionary<ResourceType, ResourceLimits> { [new ResourceType("cores")] = limits },
    };
}
