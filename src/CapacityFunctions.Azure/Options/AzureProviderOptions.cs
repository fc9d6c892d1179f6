using System.ComponentModel.DataAnnotations;

namespace CapacityFunctions.Azure.Options;

/// <summary>Where in Azure capacity is held, and how patiently. Addresses default to the public cloud.</summary>
public sealed class AzureProviderOptions
{
    public const string SectionName = "Capacity:Azure";

    /// <summary>The provider subscription: it owns and pays for every reservation. A GUID.</summary>
    [Required]
    public string SubscriptionId { get; set; } = string.Empty;

    /// <summary>The resource group of all capacity reservation groups. It must exist, and hold nothing else that this identity may write.</summary>
    [Required]
    [StringLength(90)]
    public string ResourceGroup { get; set; } = string.Empty;

    /// <summary>The region, as <c>westeurope</c>.</summary>
    [Required]
    [RegularExpression("^[a-z0-9]+$", ErrorMessage = "Location must be a region's name such as westeurope.")]
    public string Location { get; set; } = string.Empty;

    /// <summary>
    /// The subscription of each account whose id is not itself a subscription id. An account with neither runs in the provider subscription:
    /// its group is not shared and its zones are the provider's.
    /// </summary>
    public IList<AccountSubscriptionOptions> AccountSubscriptions { get; } = [];

    /// <summary>The quota group that keeps accounts within their allocation; without a name nothing does, and allocations stand in the books alone.</summary>
    public QuotaGroupOptions QuotaGroup { get; set; } = new();

    /// <summary>Units that a decrease leaves on top of what is allocated, where anything is; 0 to 10,000. Default 0.</summary>
    [Range(0, 10_000)]
    public int AllocatedBuffer { get; set; }

    /// <summary>Names the user-assigned identity; null: the system-assigned one, or a developer's own.</summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>Where tokens come from; null: the public cloud's.</summary>
    public Uri? AuthorityHost { get; set; }

    /// <summary>Azure Resource Manager; https.</summary>
    public Uri ResourceManagerEndpoint { get; set; } = new("https://management.azure.com");

    /// <summary>For whom tokens for Resource Manager are issued; null: its address.</summary>
    public string? ResourceManagerAudience { get; set; }

    /// <summary>The metrics data plane; https; null: that of <see cref="Location"/> in the public cloud.</summary>
    public Uri? MetricsEndpoint { get; set; }

    /// <summary>For whom tokens for metrics are issued.</summary>
    public string MetricsAudience { get; set; } = "https://metrics.monitor.azure.com";

    /// <summary>Azure Retail Prices; https; asked without any identity.</summary>
    public Uri PricesEndpoint { get; set; } = new("https://prices.azure.com");

    /// <summary>ISO 4217 code of the currency in which prices are read. Default USD.</summary>
    [RegularExpression("^[A-Z]{3}$", ErrorMessage = "Currency must be a code of three capital letters such as USD.")]
    public string Currency { get; set; } = "USD";

    /// <summary>How long one operation is waited for before the answer is that it is pending; 0 to 10 minutes. Default 90 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>After this long, a request begins no further attempt with less; 0 to 30 minutes. Default 4 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:30:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>
    /// How often an increase is tried with ever less when capacity is short, the first try included; 1 to 16. Default 8: finds the most that is
    /// to be had exactly in a range of 128 units.
    /// </summary>
    [Range(1, 16)]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>For how long prices are good; 1 minute to 7 days. Default 12 h. When no new ones are to be had, old ones stay in use.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan PriceLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>For how long the list of sizes and the zone mappings are good; 1 minute to 7 days. Default 6 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan CatalogueLifetime { get; set; } = TimeSpan.FromHours(6);

    internal Uri MetricsAddress => MetricsEndpoint ?? new Uri($"https://{Location}.metrics.monitor.azure.com");

    /// <summary>The subscription that an account's machines run in; null: the provider subscription.</summary>
    internal string? SubscriptionOf(string accountId)
    {
        string subscription = AccountSubscriptions
            .FirstOrDefault(entry => string.Equals(entry.AccountId, accountId, StringComparison.Ordinal))?.SubscriptionId ?? accountId;
        return Guid.TryParseExact(subscription, "D", out Guid id) && id != Guid.Parse(SubscriptionId) ? id.ToString("D") : null;
    }
}
