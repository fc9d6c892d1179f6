using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Options;
using CapacityFunctions.Azure.Reservations;
using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Providers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ResourceType = CapacityFunctions.Planning.Accounts.ResourceType;

namespace CapacityFunctions.Azure.Tests;

/// <summary>A test against the stand-in. It fails when a client did what Azure would not understand, or tried to delete anything.</summary>
public abstract class ControlPlaneTest : IAsyncLifetime
{
    internal static readonly ResourceType Size = new("Standard_D4s_v5");

    /// <summary>An account in the provider subscription.</summary>
    internal static readonly AccountId Local = new("alpha");

    /// <summary>An account that is a subscription.</summary>
    internal static readonly AccountId Remote = new("22222222-2222-4222-8222-222222222222");

    private ControlPlaneServer? _server;

    internal ControlPlaneServer Server => _server!;

    internal ControlPlaneWorld World { get; } = new();

    internal AzureProviderOptions Options { get; private set; } = new();

    internal ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ControlPlaneServer.StartAsync(World);
        World.Prices.Add(new PriceState(Size.Value, 0.23m));
        Options = new AzureProviderOptions
        {
            SubscriptionId = World.ProviderSubscription,
            ResourceGroup = World.ResourceGroup,
            Location = ControlPlaneWorld.Location,
            ResourceManagerEndpoint = Server.Address,
            ResourceManagerAudience = "https://management.azure.com",
            MetricsEndpoint = Server.Address,
            PricesEndpoint = Server.Address,
            OperationTimeout = TimeSpan.Zero,
        };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Server.DisposeAsync();
        Assert.Empty(Server.Violations);
        Assert.DoesNotContain(Server.Requests, request => request.StartsWith("DELETE", StringComparison.Ordinal));
    }

    /// <summary>A provider that remembers nothing of any other.</summary>
    internal AzureCapacityProvider NewProvider(TimeProvider? time = null) =>
        new(new AzureParts(Connect(), Options, Server.Http, time ?? TimeProvider.System, Loggers));

    internal AzureConnection Connect() => new(Options, new TestCredential(), Server.Transport);

    internal Task<ProviderOutcome> SetAsync(string requestId, decimal quantity, string zone = "1", AccountId? account = null) =>
        NewProvider().SetReservationAsync(requestId, account ?? Local, Size, zone, quantity, Cancellation);

    /// <summary>Puts a reservation into the world that was made before the test.</summary>
    internal ReservationState Hold(AccountId account, string zone, int quantity, int allocated, string? providerZone = null)
    {
        string name = ReservationNames.OfGroup(account);
        if (!World.Groups.TryGetValue(name, out GroupState? group))
        {
            group = new GroupState
            {
                Name = name,
                Location = ControlPlaneWorld.Location,
                Zones = ["1", "2", "3"],
                Tags = { [ReservationNames.AccountTag] = account.Value },
                Consumers = Options.SubscriptionOf(account.Value) is { } consumer ? [$"/subscriptions/{consumer}"] : [],
            };
            World.Groups[name] = group;
        }

        ReservationState reservation = new()
        {
            Name = ReservationNames.OfReservation(Size.Value, zone),
            Size = Size.Value,
            Zone = providerZone ?? zone,
            Requested = quantity,
            Current = quantity,
            Allocated = allocated,
        };
        group.Reservations[reservation.Name] = reservation;
        return reservation;
    }

    internal ReservationState Held(AccountId account, string zone = "1") =>
        World.Groups[ReservationNames.OfGroup(account)].Reservations[ReservationNames.OfReservation(Size.Value, zone)];
}
