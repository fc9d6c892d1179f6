namespace CapacityFunctions.Azure.Options;

/// <summary>Where one account's machines run; app settings <c>Capacity__Azure__AccountSubscriptions__0__AccountId</c> and <c>__SubscriptionId</c>.</summary>
/// <remarks>A list, since the name of an app setting on Linux cannot hold what an account's id can: not even a hyphen.</remarks>
public sealed class AccountSubscriptionOptions
{
    public string AccountId { get; set; } = string.Empty;

    public string SubscriptionId { get; set; } = string.Empty;
}
