using System.Text.Json;
using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Planning.Tests.Trainings;

public sealed class TrainingIdTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 24, 3, 17, 42, TimeSpan.FromHours(1));

    [Fact]
    public void At_AnyOffset_IsTheMinuteInUtc()
    {
        TrainingId id = TrainingId.At(Night);

        Assert.Equal("training-20261124T0217Z", id.Value);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 2, 17, 0, TimeSpan.Zero), id.ScheduledAt);
        Assert.Equal("\"training-20261124T0217Z\"", JsonSerializer.Serialize(id));
        Assert.Equal(id, JsonSerializer.Deserialize<TrainingId>("\"training-20261124T0217Z\""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cycle-20261124T0217Z")]
    [InlineData("training-20261324T0217Z")]
    [InlineData("training-20261124T0217Z/x")]
    public void TryParse_SomethingElse_IsRefused(string? text) => Assert.False(TrainingId.TryParse(text, out _));

    [Fact]
    public void Value_NeverSet_Throws() => Assert.Throws<InvalidOperationException>(() => default(TrainingId).Value);
}
