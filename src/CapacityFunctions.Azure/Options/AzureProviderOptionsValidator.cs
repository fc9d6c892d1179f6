using Microsoft.Extensions.Options;

namespace CapacityFunctions.Azure.Options;

/// <summary>What annotations cannot say: ids are GUIDs, and no token goes over an address without encryption.</summary>
internal sealed class AzureProviderOptionsValidator : IValidateOptions<AzureProviderOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureProviderOptions options)
    {
        List<string> problems = [];
        RequireGuid(problems, options.SubscriptionId, nameof(options.SubscriptionId));
        foreach ((string account, string subscription) in options.AccountSubscriptions)
        {
            RequireGuid(problems, subscription, $"{nameof(options.AccountSubscriptions)}__{account}");
        }

        RequireHttps(problems, options.ResourceManagerEndpoint, nameof(options.ResourceManagerEndpoint));
        RequireHttps(problems, options.MetricsEndpoint, nameof(options.MetricsEndpoint));
        RequireHttps(problems, options.PricesEndpoint, nameof(options.PricesEndpoint));
        RequireHttps(problems, options.AuthorityHost, nameof(options.AuthorityHost));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
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
