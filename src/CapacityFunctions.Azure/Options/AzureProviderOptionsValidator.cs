using Microsoft.Extensions.Options;

namespace CapacityFunctions.Azure.Options;

/// <summary>What annotations cannot say: ids are GUIDs, and no token goes over an address without encryption.</summary>
internal sealed class AzureProviderOptionsValidator : IValidateOptions<AzureProviderOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureProviderOptions options)
    {
        List<string> problems = [];
        RequireGuid(problems, options.SubscriptionId, nameof(options.SubscriptionId));
        CheckAccounts(problems, options);
        CheckQuotaGroup(problems, options);
        RequireHttps(problems, options.ResourceManagerEndpoint, nameof(options.ResourceManagerEndpoint));
        RequireHttps(problems, options.MetricsEndpoint, nameof(options.MetricsEndpoint));
        RequireHttps(problems, options.PricesEndpoint, nameof(options.PricesEndpoint));
        RequireHttps(problems, options.AuthorityHost, nameof(options.AuthorityHost));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckAccounts(List<string> problems, AzureProviderOptions options)
    {
        for (int index = 0; index < options.AccountSubscriptions.Count; index++)
        {
            AccountSubscriptionOptions entry = options.AccountSubscriptions[index];
            string setting = $"{nameof(options.AccountSubscriptions)}__{index}";
            if (entry.AccountId.Length == 0)
            {
                problems.Add($"Capacity__Azure__{setting}__AccountId: must name an account.");
            }

            RequireGuid(problems, entry.SubscriptionId, $"{setting}__SubscriptionId");
        }

        if (options.AccountSubscriptions.GroupBy(entry => entry.AccountId, StringComparer.Ordinal).FirstOrDefault(account => account.Count() > 1) is { } twice)
        {
            problems.Add($"Capacity__Azure__AccountSubscriptions: account '{twice.Key}' is there {twice.Count()} times.");
        }
    }

    private static void CheckQuotaGroup(List<string> problems, AzureProviderOptions options)
    {
        QuotaGroupOptions group = options.QuotaGroup;
        if (group.IsUsed ? string.IsNullOrEmpty(group.ManagementGroup) || group.Sizes.Count == 0 : group.ManagementGroup is not null || group.Sizes.Count > 0)
        {
            problems.Add("Capacity__Azure__QuotaGroup: Name, ManagementGroup and Sizes go together.");
        }

        IGrouping<string, AccountSubscriptionOptions>? shared = options.AccountSubscriptions
            .GroupBy(entry => entry.SubscriptionId, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(subscription => subscription.Count() > 1);
        if (group.IsUsed && shared is not null)
        {
            problems.Add(
                $"Capacity__Azure__AccountSubscriptions: with a quota group each account needs a subscription of its own; {string.Join(" and ", shared.Select(entry => entry.AccountId))} share one.");
        }
    }

    private static void RequireGuid(List<string> problems, string value, string setting)
    {
        if (!Guid.TryParseExact(value, "D", out _))
        {
            problems.Add($"Capacity__Azure__{setting}: '{value}' is not a subscription id.");
        }
    }

    private static void RequireHttps(List<string> problems, Uri? address, string setting)
    {
        if (address is not null && (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttps))
        {
            problems.Add($"Capacity__Azure__{setting}: '{address}' must be an absolute https address.");
        }
    }
}
