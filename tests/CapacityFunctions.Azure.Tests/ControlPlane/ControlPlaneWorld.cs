using CapacityFunctions.Testing.Providers;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>What the stand-in knows, and what goes wrong in it.</summary>
internal sealed class ControlPlaneWorld
{
    internal const string Location = "westeurope";
    internal const string Family = "standardDSv5Family";

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    internal string ProviderSubscription { get; } = "11111111-1111-4111-8111-111111111111";

    internal string ResourceGroup { get; } = "capacity";

    /// <summary>Logical zone → physical zone, by subscription; those that are not here have the first mapping.</summary>
    internal Dictionary<string, Dictionary<string, string>> ZoneMappings { get; } = [];

    internal List<SkuState> Skus { get; } = [new("Standard_D4s_v5", Family, 4, ["1", "2", "3"])];

    internal Dictionary<string, GroupState> Groups { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, OperationState> Operations { get; } = [];

    /// <summary>Machines that a physical zone has of each size, held ones included; not here: any number.</summary>
    internal Dictionary<string, int> Stock { get; } = [];

    internal Dictionary<string, int> QuotaLimits { get; } = new() { [Family] = 10_000, ["cores"] = 20_000 };

    /// <summary>Cores of machines that run without a reservation.</summary>
    internal int OtherCores { get; set; }

    internal List<PriceState> Prices { get; } = [];

    internal List<QuotaState> Quotas { get; } = [];

    internal Dictionary<string, TransferState> Transfers { get; } = [];

    /// <summary>Increases that cannot be had fail at the door (false) or after they were accepted (true).</summary>
    internal bool FailsLate { get; set; }

    /// <summary>Instance views leave currentCapacity out, as those of older versions do.</summary>
    internal bool HidesCurrentCapacity { get; set; }

    internal TimeSpan Delay { get; set; }

    /// <summary>By the provider's zone.</summary>
    internal Dictionary<string, ProviderFault> Faults { get; } = [];

    /// <summary>Answers a request instead of its row in the table; null: lets it pass.</summary>
    internal Func<Call, Reply?> Disturb { get; set; } = _ => null;

    /// <summary>Quantities that were asked for, in order.</summary>
    internal List<int> Asked { get; } = [];

    internal Dictionary<string, string> ZonesOf(string subscription) => ZoneMappings.TryGetValue(subscription, out Dictionary<string, string>? own)
        ? own
        : new() { ["1"] = "westeurope-az1", ["2"] = "westeurope-az2", ["3"] = "westeurope-az3" };

    internal string Physical(string providerZone) => ZonesOf(ProviderSubscription)[providerZone];

    internal int HeldIn(string physicalZone, string size) => AllReservations()
        .Where(reservation => reservation.Size == size && Physical(reservation.Zone) == physicalZone)
        .Sum(reservation => reservation.Counted);

    internal int UsedCores(string? family = null) => (family is null ? OtherCores : 0) + AllReservations().Sum(reservation =>
        Skus.Single(sku => sku.Name == reservation.Size) is var sku && (family is null || sku.Family == family) ? reservation.Counted * sku.Cores : 0);

    /// <summary>Ends the operations whose time has come.</summary>
    internal void Settle()
    {
        foreach (OperationState operation in Operations.Values.Where(entry => entry.Reservation.Operation == entry && entry.ReadyAt <= Time.GetUtcNow()))
        {
            ReservationState reservation = operation.Reservation;
            reservation.Operation = null;
            reservation.Error = operation.Error;
            reservation.State = operation.Error is null ? "Succeeded" : "Failed";
            if (operation.Error is null)
            {
                reservation.Current = reservation.Requested;
            }
        }
    }

    private IEnumerable<ReservationState> AllReservations() => Groups.Values.SelectMany(group => group.Reservations.Values);
}
