using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Providers;

/// <summary>A limit that an account shall have from now on.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Units">Units that it may use; 0 or more.</param>
public sealed record LimitRequest(AccountId AccountId, decimal Units);
