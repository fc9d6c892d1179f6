namespace CapacityFunctions.Planning.Predictions;

/// <summary>What became of a signal when a model was chosen.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsKept">Whether the model uses it.</param>
/// <param name="DelaySteps">Steps after which it acts; 0: at once.</param>
/// <param name="LossWith">Loss on held-back usage with it; null where that could not be tried.</param>
/// <param name="LossWithout">The same without it.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record SignalUse(string Name, bool IsKept, int DelaySteps, double? LossWith, double? LossWithout, string Reason);
