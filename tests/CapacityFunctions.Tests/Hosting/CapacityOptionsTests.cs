using CapacityFunctions.Hosting;
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
