using CapacityFunctions.Hosting;
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
