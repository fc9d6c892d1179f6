using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Tests.Failures;

/// <summary>Codes and their classes as Azure/karpenter-provider-azure sorts them; the rest by status.</summary>
public sealed class FailureTests : ControlPlaneTest
{
    [Theory]
    [InlineData(409, "ZonalAllocationFailed", "Allocation failed.", FailureClass.ZoneFull)]
    [InlineData(409, "OverconstrainedZonalAllocationRequest", "Allocation failed.", FailureClass.ZoneFull)]
    [InlineData(409, "AllocationFailed", "Allocation failed.", FailureClass.RegionFull)]
    [InlineData(409, "OverconstrainedAllocationRequest", "Allocation failed.", FailureClass.RegionFull)]
    [InlineData(409, "QuotaExceeded", "Quota.", FailureClass.Quota)]
    [InlineData(409, "OperationNotAllowed", "… results in exceeding approved Total Regional Cores quota.", FailureClass.Quota)]
    [InlineData(409, "OperationNotAllowed", "Another operation is in progress.", FailureClass.Conflict)]
    [InlineData(409, "OperationNotAllowed", "The size is not supported for capacity reservations.", FailureClass.Invalid)]
    [InlineData(409, "SkuNotAvailable", "Not here.", FailureClass.NotOffered)]
    [InlineData(409, "AnotherOperationInProgress", "Busy.", FailureClass.Conflict)]
    [InlineData(409, "SomethingNew", "?", FailureClass.Conflict)]
    [InlineData(412, "SomethingNew", "?", FailureClass.Conflict)]
    [InlineData(429, "OperationNotAllowed", "The server rejected the request because too many requests have been received.", FailureClass.Throttled)]
    [InlineData(429, "TooManyRequests", "Slow down.", FailureClass.Throttled)]
    [InlineData(403, "AuthorizationFailed", "No.", FailureClass.Invalid)]
    [InlineData(403, "LinkedAuthorizationFailed", "No share/action.", FailureClass.Invalid)]
    [InlineData(400, "SomethingNew", "?", FailureClass.Invalid)]
    public async Task Set_Refused_IsOfItsClass(int status, string code, string message, FailureClass expected)
    {
        Options.MaxAttempts = 1;
        World.Disturb = call => call.Behaviour.Method == "PUT" && call.Route.Groups["r"].Success ? Reply.Error(status, code, message) : null;

        ProviderFailure failure = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 3)).Failure;

        Assert.Equal((expected, code, message), (failure.Class, failure.Code, failure.Message));
    }

    [Fact]
    public async Task Set_RefusalIsWrapped_IsKnownByItsCause()
    {
        object cause = new { code = "Wrapper", message = "…", details = new[] { new { code = "ZonalAllocationFailed", message = "The zone is full." } } };
        World.Disturb = call => call.Behaviour.Method == "PUT" && call.Route.Groups["r"].Success
            ? new Reply(409, new { error = new { code = "DeploymentFailed", message = "See details.", details = new[] { cause } } })
            : null;

        ProviderFailure failure = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 1)).Failure;

        Assert.Equal((FailureClass.ZoneFull, "ZonalAllocationFailed", "The zone is full."), (failure.Class, failure.Code, failure.Message));
    }

    [Fact]
    public async Task Set_RefusedWithoutABody_TellsTheStatus()
    {
        World.Disturb = call => call.Behaviour.Method == "PUT" ? new Reply(403) : null;

        ProviderFailure failure = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 1)).Failure;

        Assert.Equal((FailureClass.Invalid, "Http403", "Status 403."), (failure.Class, failure.Code, failure.Message));
    }
}
