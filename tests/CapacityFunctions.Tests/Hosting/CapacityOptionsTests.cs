using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Safety;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests.Hosting;

public sealed class CapacityOptionsTests
{
    [Fact]
    public void Defaults_OfLearning_AreAsDocumented()
    {
        CapacityOptions options = new();

        Assert.Equal((300, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5)), (options.LearningSeries, options.LearningBudget, options.TrainingChunk));
    }

    [Fact]
    public void Defaults_OfThePolicy_AreAsDocumented()
    {
        ReservationPolicy policy = new CapacityOptions().Policy;

        Assert.Equal(ReservationPolicyNames.Threshold, policy.Name);
        Assert.Equal(new IntervalRule { Level = 0.9, Threshold = 1, Increase = new RuleIncrease(IncreaseKind.ToRatio, 1) }, Assert.Single(policy.Rules));
        Assert.Equal(new LeadTimeParameters(10, 50), policy.LeadTime);
        Assert.Equal((10, 15), (policy.Limits.DecreaseCoolDownMinutes, policy.Limits.StabilisationMinutes));
        Assert.Equal(0.05m, policy.Zones.MoveTolerance);
    }

    [Fact]
    public void Defaults_OfTheAllocation_AreAsDocumented()
    {
        CapacityOptions options = new();

        Assert.Equal(new AllocationLimits { MaxShiftShare = 0.1m, DeadBandShare = 0.05m, ExemptMinutes = 15, ReturnMinutes = 60 }, options.Allocation.Limits);
        Assert.Equal(new PriorityRules { DemandMargin = 0.25m, DemandHoldMinutes = 30, AgeingMinutes = 30, MaximumRaise = 3 }, options.Allocation.Priorities);
        Assert.Equal(new ServiceLevelRules { WindowMinutes = 30, RaiseAbove = 0.5m, LowerBelow = 0.2m, FewestSamples = 3 }, options.Allocation.Priorities.ServiceLevel);
        Assert.Empty(options.BusinessUnits);
    }

    [Fact]
    public async Task Allocation_InSettings_ReplacesWhatItNamesAndNothingElse()
    {
        await using ServiceProvider services = AppServices.Create(
            "UseDevelopmentStorage=true",
            new FakeTimeProvider(),
            [],
            ("Capacity:Allocation:Limits:MaxShiftShare", "0.5"),
            ("Capacity:Allocation:Priorities:AgeingMinutes", "60"),
            ("Capacity:Allocation:Priorities:ServiceLevel:WindowMinutes", "120"));

        AllocationOptions allocation = services.GetRequiredService<IOptions<CapacityOptions>>().Value.Allocation;

        Assert.Equal(AllocationLimits.Standard with { MaxShiftShare = 0.5m }, allocation.Limits);
        Assert.Equal((60, 0.25m), (allocation.Priorities.AgeingMinutes, allocation.Priorities.DemandMargin));
        Assert.Equal((120, 3), (allocation.Priorities.ServiceLevel.WindowMinutes, allocation.Priorities.ServiceLevel.FewestSamples));

        // Settings are bound onto copies: what the loop uses elsewhere stays.
        Assert.Equal(0.1m, AllocationLimits.Standard.MaxShiftShare);
        Assert.Equal((30, 30), (PriorityRules.Standard.AgeingMinutes, PriorityRules.Standard.ServiceLevel.WindowMinutes));
    }

    [Fact]
    public async Task BusinessUnits_EntryForAResourceType_GoesBeforeTheOneForAll()
    {
        await using ServiceProvider services = AppServices.Create(
            "UseDevelopmentStorage=true",
            new FakeTimeProvider(),
            [],
            ("Capacity:BusinessUnits:0:Name", "retail"),
            ("Capacity:BusinessUnits:0:GuaranteedMinimum", "10"),
            ("Capacity:BusinessUnits:1:Name", "retail"),
            ("Capacity:BusinessUnits:1:ResourceType", "memory"),
            ("Capacity:BusinessUnits:1:Maximum", "30"),
            ("Capacity:BusinessUnits:2:Name", "travel"),
            ("Capacity:BusinessUnits:2:ResourceType", "memory"),
            ("Capacity:BusinessUnits:2:GuaranteedMinimum", "6"),
            ("Capacity:BusinessUnits:2:Lendable", "5"),
            ("Capacity:BusinessUnits:2:Weight", "2"));

        IList<BusinessUnitOptions> units = services.GetRequiredService<IOptions<CapacityOptions>>().Value.BusinessUnits;

        Assert.Equal([new BusinessUnitState { Name = "retail", GuaranteedMinimum = 10 }], BusinessUnitOptions.Of(units, new ResourceType("cores")));
        Assert.Equal(
            [
                new BusinessUnitState { Name = "retail", Maximum = 30 },
                new BusinessUnitState { Name = "travel", GuaranteedMinimum = 6, Lendable = 5, Weight = 2 },
            ],
            BusinessUnitOptions.Of(units, new ResourceType("memory")));
    }

    [Theory]
    [InlineData("allocation.limits.maxShiftShare must be between 0 and 1", "Allocation:Limits:MaxShiftShare", "2")]
    [InlineData("allocation.priorities.serviceLevel.lowerBelow must be above 0 and below raiseAbove", "Allocation:Priorities:ServiceLevel:LowerBelow", "0.6")]
    [InlineData("businessUnits[0].name must not be empty", "BusinessUnits:0:Maximum", "2")]
    [InlineData("businessUnits[0].maximum must not be below guaranteedMinimum", "BusinessUnits:0:Name", "a", "BusinessUnits:0:GuaranteedMinimum", "3", "BusinessUnits:0:Maximum", "2")]
    [InlineData("businessUnits[0].resourceType must be", "BusinessUnits:0:Name", "a", "BusinessUnits:0:ResourceType", "*")]
    [InlineData("businessUnits[1] describes business unit 'a' a second time", "BusinessUnits:0:Name", "a", "BusinessUnits:1:Name", "a")]
    public async Task Allocation_ThatCouldDivideNothing_IsRefusedByItsField(string words, params string[] settings)
    {
        await using ServiceProvider services = AppServices.Create(
            "UseDevelopmentStorage=true",
            new FakeTimeProvider(),
            [],
            [.. settings.Chunk(2).Select(setting => ($"Capacity:{setting[0]}", setting[1]))]);

        OptionsValidationException refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<CapacityOptions>>().Value);

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_InSettings_ReplacesWhatItNamesAndNothingElse()
    {
        await using ServiceProvider services = AppServices.Create(
            "UseDevelopmentStorage=true",
            new FakeTimeProvider(),
            [],
            ("Capacity:Policy:Name", "cost-optimal"),
            ("Capacity:Policy:CostOptimal:ShortageCostPerUnitHour", "2"),
            ("Capacity:Policy:LeadTime:CoverMinutes", "20"),
            ("Capacity:Policy:Limits:Buffer:Units", "3"),
            ("Capacity:Policy:Safety:Drift", "Hold"));

        ReservationPolicy policy = services.GetRequiredService<IOptions<CapacityOptions>>().Value.Policy;

        Assert.Equal((ReservationPolicyNames.CostOptimal, 2m), (policy.Name, policy.CostOptimal!.ShortageCostPerUnitHour));
        Assert.Equal(new LeadTimeParameters(10, 20), policy.LeadTime);
        Assert.Equal(3, policy.Limits.Buffer!.Units);
        Assert.Equal(SafetyAction.Hold, policy.Safety.Drift);
        Assert.Equal(15, policy.Limits.StabilisationMinutes);
        Assert.Equal(ReservationPolicyNames.Threshold, new CapacityOptions().Policy.Name);
    }

    [Theory]
    [InlineData("Capacity:Policy:Name", "pooled", "policy.costOptimal must be given for the policy pooled")]
    [InlineData("Capacity:Policy:Zones:MoveTolerance", "2", "policy.zones.moveTolerance must be between 0 and 1")]
    public async Task Policy_ThatCouldDecideNothing_IsRefusedByItsField(string name, string value, string words)
    {
        await using ServiceProvider services = AppServices.Create("UseDevelopmentStorage=true", new FakeTimeProvider(), [], (name, value));

        OptionsValidationException refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<CapacityOptions>>().Value);

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A function runs ten minutes at most; nine leave no time to read the panel and write the checkpoint.</summary>
    [Theory]
    [InlineData("Capacity:TrainingChunk", "00:09:00")]
    [InlineData("Capacity:TrainingChunk", "00:00:00")]
    [InlineData("Capacity:LearningBudget", "13:00:00")]
    [InlineData("Capacity:LearningSeries", "-1")]
    public async Task Value_OutOfRange_IsRefusedByName(string name, string value)
    {
        await using ServiceProvider services = AppServices.Create("UseDevelopmentStorage=true", new FakeTimeProvider(), [], (name, value));

        OptionsValidationException refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<CapacityOptions>>().Value);

        Assert.Contains(name.Split(':')[1], refusal.Message, StringComparison.Ordinal);
    }
}
