using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using Xunit;

namespace CapacityFunctions.Testing.Providers;

/// <summary>The laws of <see cref="ICapacityProvider"/>. A provider's tests derive from this and say how its world is set up and disturbed.</summary>
/// <remarks>Each test has a world of its own: zones <c>1</c>, <c>2</c> and <c>3</c> as <see cref="OfferAsync"/> is told, nothing held, no delay.</remarks>
public abstract partial class CapacityProviderConformance
{
    /// <summary>How long <see cref="ProviderFault.Throttled"/> asks to wait.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(37);

    /// <summary>The class that each refusal is known by, and the codes that it may carry: those of the cloud.</summary>
    public static TheoryData<ProviderFault, FailureClass, string[]> Refusals => new()
    {
        { ProviderFault.ZoneFull, FailureClass.ZoneFull, ["ZonalAllocationFailed", "OverconstrainedZonalAllocationRequest"] },
        { ProviderFault.RegionFull, FailureClass.RegionFull, ["AllocationFailed", "OverconstrainedAllocationRequest"] },
        { ProviderFault.QuotaExhausted, FailureClass.Quota, ["QuotaExceeded", "OperationNotAllowed"] },
        { ProviderFault.NotOffered, FailureClass.NotOffered, ["SkuNotAvailable"] },
        { ProviderFault.Throttled, FailureClass.Throttled, ["TooManyRequests", "OperationNotAllowed"] },
        { ProviderFault.Conflict, FailureClass.Conflict, ["Conflict", "AnotherOperationInProgress", "OperationNotAllowed"] },
    };

    protected virtual ResourceType Resource => new("Standard_D4s_v5");

    /// <summary>Two accounts, in the order of their ids.</summary>
    protected virtual (AccountId First, AccountId Second) Accounts => (new AccountId("alpha"), new AccountId("beta"));

    /// <summary>The provider under test.</summary>
    protected abstract ICapacityProvider Provider { get; }

    /// <summary>A provider in another process, over the same world: it remembers nothing of the first one.</summary>
    protected abstract ICapacityProvider AnotherProvider { get; }

    /// <summary>Sets zones, prices and capacity of <see cref="Resource"/>.</summary>
    protected abstract Task OfferAsync(params IReadOnlyList<OfferedZone> zones);

    /// <summary>Has an account hold something from before.</summary>
    /// <param name="account">Who.</param>
    /// <param name="zone">Where.</param>
    /// <param name="quantity">Units held.</param>
    /// <param name="allocated">Units of them in use; may exceed them, as it does in the cloud.</param>
    protected abstract Task HoldAsync(AccountId account, string zone, decimal quantity, decimal allocated);

    /// <summary>Limits what may be held of <see cref="Resource"/> over all zones, in units.</summary>
    protected abstract Task LimitQuotaAsync(decimal units);

    /// <summary>Makes something go wrong in a zone, until <see cref="CalmAsync"/>.</summary>
    protected abstract Task DisturbAsync(ProviderFault fault, string zone);

    /// <summary>Nothing goes wrong from now on.</summary>
    protected abstract Task CalmAsync();

    /// <summary>Increases take this long from now on.</summary>
    protected abstract Task DelayAsync(TimeSpan delay);

    /// <summary>Lets time pass in the world and for its providers.</summary>
    protected abstract Task PassAsync(TimeSpan time);

    private Task OfferThreeZonesAsync() => OfferAsync(new OfferedZone("1", 0.21m, 20), new OfferedZone("2", 0.19m, 20), new OfferedZone("3", 0.2m, 20));

    private Task<ProviderOutcome> SetAsync(string requestId, decimal quantity, string zone = "1", AccountId? account = null, ICapacityProvider? provider = null) =>
        (provider ?? Provider).SetReservationAsync(requestId, account ?? Accounts.First, Resource, zone, quantity, TestContext.Current.CancellationToken);

    /// <summary>What an account holds in a zone; null when the listing does not name it.</summary>
    private async Task<Reservation?> HeldAsync(string zone = "1", AccountId? account = null) =>
        (await AnotherProvider.ListReservationsAsync(Resource, TestContext.Current.CancellationToken))
            .SingleOrDefault(reservation => reservation.AccountId == (account ?? Accounts.First) && reservation.Zone == zone);

    private async Task AssertHeldAsync(decimal quantity, string zone = "1", AccountId? account = null) =>
        Assert.Equal(quantity, (await HeldAsync(zone, account))?.Quantity ?? 0);

    private static ProviderFailure RefusalIn(ProviderOutcome outcome) => Assert.IsType<ProviderOutcome.Refused>(outcome).Failure;
}
