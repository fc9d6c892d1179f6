using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>An override that was in force.</summary>
/// <param name="Override">The override.</param>
/// <param name="Effect">What the decision says of its effect; empty when it only names it; null when it does not.</param>
public sealed record OverrideFacts(Override Override, string? Effect);
