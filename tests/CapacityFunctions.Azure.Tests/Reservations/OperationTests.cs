using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Tests.Reservations;

/// <summary>Operations are polled within a bound.</summary>
public sealed class OperationTests : ControlPlaneTest
{
    [Fact]
    public async Task Set_OperationEndsWithinTheBound_IsPolledToItsEnd()
    {
        Options.OperationTimeout = TimeSpan.FromSeconds(30);
        World.Delay = TimeSpan.FromMinutes(2);
        int polls = 0;
        World.Disturb = call =>
        {
            if (call.Route.Groups["o"].Success && ++polls < 4)
            {
                // As if the answer took its time: the pause asked for is none, so that the test does not wait.
                World.Time.Advance(TimeSpan.FromMinutes(1));
                return new Reply(200, new { status = "InProgress" }) { Headers = { ["Retry-After"] = "0" } };
            }

            return null;
        };

        Assert.Equal(new ProviderOutcome.Applied(3), await SetAsync("r1", 3));
        Assert.Equal(4, polls);
    }

    [Fact]
    public async Task Set_OperationTakesLonger_IsPendingAfterTheBound()
    {
        Options.OperationTimeout = TimeSpan.FromMilliseconds(200);
        World.Delay = TimeSpan.FromHours(1);

        Assert.Equal(new ProviderOutcome.Pending(3, null), await SetAsync("r1", 3));
    }

    [Fact]
    public async Task Set_ReadsAreAnsweredByPassingErrors_AreRetried()
    {
        int errors = 2;
        World.Disturb = call => call.Behaviour.Method == "GET" && errors-- > 0 ? Reply.Error(503, "ServiceUnavailable", "Later.") : null;

        Assert.Equal(new ProviderOutcome.Applied(3), await SetAsync("r1", 3));
    }

    [Fact]
    public async Task Set_ReadsAreThrottledForLong_IsRefusedAtOnceWithThePause()
    {
        World.Disturb = call => call.Behaviour.Path.EndsWith("/usages", StringComparison.Ordinal)
            ? Reply.Error(429, "TooManyRequests", "Slow down.") with { Headers = new() { ["Retry-After"] = "120" } }
            : null;

        ProviderFailure failure = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 3)).Failure;

        Assert.Equal((FailureClass.Throttled, TimeSpan.FromMinutes(2)), (failure.Class, failure.RetryAfter));
        Assert.Single(Server.Requests, request => request.EndsWith("/usages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Set_ThrottledUntilADate_TellsThePauseUntilThen()
    {
        DateTimeOffset until = World.Time.GetUtcNow().AddSeconds(90);
        World.Disturb = call => call.Behaviour.Method == "PUT"
            ? Reply.Error(429, "TooManyRequests", "Slow down.") with { Headers = new() { ["Retry-After"] = until.ToString("r") } }
            : null;

        ProviderOutcome outcome = await NewProvider(World.Time).SetReservationAsync("r1", Local, Size, "1", 3, Cancellation);

        Assert.Equal(TimeSpan.FromSeconds(90), Assert.IsType<ProviderOutcome.Refused>(outcome).Failure.RetryAfter);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("2000000")]
    public async Task Set_QuantityThatIsNoNumberOfMachines_IsInvalid(string quantity)
    {
        Assert.Equal(FailureClass.Invalid, Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", decimal.Parse(quantity))).Failure.Class);
        Assert.Empty(Server.Requests);
    }
}
