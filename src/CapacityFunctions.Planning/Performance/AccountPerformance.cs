using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.ServiceLevels;

namespace CapacityFunctions.Planning.Performance;

/// <summary>How an account did over one interval of its reports.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Sample">When and how; at least one of its values is there.</param>
public sealed record AccountPerformance(AccountId AccountId, ServiceLevelSample Sample);
