using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Offers;

/// <summary>The two quotas of the provider subscription that a reservation counts against: the family's and the region's cores.</summary>
internal sealed class QuotaReader(AzureConnection connection)
{
    private const string RegionalCores = "cores";

    /// <summary>Read afresh each time: every increase of the same cycle changes them.</summary>
    internal async Task<IReadOnlyList<QuotaReading>> ReadAsync(SkuOffer sku, CancellationToken cancellationToken)
    {
        List<QuotaReading> readings = [];
        await foreach (ComputeUsage usage in connection.Subscription.GetUsagesAsync(connection.Location, cancellationToken))
        {
            if (string.Equals(usage.Name.Value, sku.Family, StringComparison.OrdinalIgnoreCase) || usage.Name.Value == RegionalCores)
            {
                readings.Add(new QuotaReading(usage.Name.Value, usage.CurrentValue, usage.Limit, sku.Cores));
            }
        }

        return [.. readings.OrderBy(reading => reading.Name, StringComparer.Ordinal)];
    }

    /// <summary>Whole units that all quotas leave; <see cref="long.MaxValue"/> where there is none.</summary>
    internal static long UnitsLeft(IReadOnlyList<QuotaReading> readings) =>
        readings.Count == 0 ? long.MaxValue : readings.Min(Left);

    /// <summary>The refusal that Azure would give for the scarcest quota, foreseen.</summary>
    internal static ProviderFailure Foresee(IReadOnlyList<QuotaReading> readings, long moreUnits)
    {
        QuotaReading scarcest = readings.MinBy(Left)!;
        decimal required = moreUnits * scarcest.PerUnit;
        QuotaShortage shortage = new(scarcest.Name, scarcest.Limit, scarcest.Used, required, scarcest.Used + required);
        return new ProviderFailure(
            FailureClass.Quota,
            FailureCodes.QuotaExceeded,
            $"{shortage.Name}: limit {shortage.Limit:0}, usage {shortage.Usage:0}, required {shortage.Required:0} more, so a limit of {shortage.NewLimit:0}. Azure was not asked.")
        {
            Quota = shortage,
        };
    }

    private static long Left(QuotaReading reading) => (long)Math.Max(0, Math.Floor((reading.Limit - reading.Used) / reading.PerUnit));
}
