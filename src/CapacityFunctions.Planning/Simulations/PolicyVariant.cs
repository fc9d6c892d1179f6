namespace CapacityFunctions.Planning.Simulations;

/// <summary>A policy with the one parameter that a sweep turns.</summary>
/// <param name="Policy">One of <see cref="SimulationPolicyNames"/>.</param>
/// <param name="ShortageCostPerUnitHour">What the policy believes that a shortage costs, whatever it is settled at; null: what the setting says.</param>
/// <param name="Factor">Of <c>reactive</c>: what the recent peak is multiplied by; null: 1.2.</param>
public sealed record PolicyVariant(string Policy, decimal? ShortageCostPerUnitHour = null, double? Factor = null);
