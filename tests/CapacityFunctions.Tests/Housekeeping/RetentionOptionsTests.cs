using CapacityFunctions.Housekeeping;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests.Housekeeping;

public sealed class RetentionOptionsTests
{
    [Theory]
    [InlineData(RetentionKind.Usage, 400)]
    [InlineData(RetentionKind.Predictions, 30)]
    [InlineData(RetentionKind.Cycles, 60)]
    [InlineData(RetentionKind.Requests, 90)]
    [InlineData(RetentionKind.Allocations, 60)]
    [InlineData(RetentionKind.Timeline, 400)]
    [InlineData(RetentionKind.Signals, 400)]
    [InlineData(RetentionKind.Performance, 30)]
    [InlineData(RetentionKind.Audit, 400)]
    [InlineData(RetentionKind.Accuracy, 90)]
    [InlineData(RetentionKind.Idempotency, 1)]
    [InlineData(RetentionKind.Overrides, 400)]
    [InlineData(RetentionKind.Blobs, 2)]
    public void Of_Default_IsAsDocumented(RetentionKind kind, int days) => Assert.Equal(TimeSpan.FromDays(days), new RetentionOptions().Of(kind));

    [Theory]
    [InlineData("Capacity:Retention:Audit", "89.00:00:00", false)]
    [InlineData("Capacity:Retention:Audit", "90.00:00:00", true)]
    [InlineData("Capacity:Retention:Idempotency", "23:59:59", false)]
    [InlineData("Capacity:Retention:Requests", "6.00:00:00", false)]
    [InlineData("Capacity:Retention:Predictions", "13.00:00:00", false)]
    [InlineData("Capacity:Retention:Usage", "41.00:00:00", false)]
    [InlineData("Capacity:Retention:Usage", "42.00:00:00", true)]
    [InlineData("Capacity:Retention:Signals", "41.00:00:00", false)]
    [InlineData("Capacity:Retention:History", "23:00:00", false)]
    [InlineData("Capacity:Watchdog:MissedAfter", "00:05:00", false)]
    [InlineData("Capacity:Watchdog:MissedAfter", "00:06:00", true)]
    public async Task Settings_OutsideTheirRange_AreFoundAtTheStart(string name, string value, bool valid)
    {
        // Four weeks of training and two more are 42 days.
        await using ServiceProvider services = AppServices.Create("UseDevelopmentStorage=true", new FakeTimeProvider(), [], (name, value));
        IStartupValidator validator = services.GetRequiredService<IStartupValidator>();

        Exception? problem = Record.Exception(validator.Validate);

        Assert.Equal(valid, problem is null);
    }
}
