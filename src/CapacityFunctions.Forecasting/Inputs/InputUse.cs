namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>What became of one external input in training.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="IsKept">Whether the model uses it.</param>
/// <param name="LagSteps">Delay in steps at which it was tried, 0 for none.</param>
/// <param name="LossWith">
/// Out-of-sample loss with the input beside the others that are kept: mean pinball loss over the quantiles 0.05 … 0.95 of one quick method at
/// rolling origins ÷ in-sample MAE of seasonal naive. NaN when the history was too short to try, or the input never changed.
/// </param>
/// <param name="LossWithout">The same at the same origins without it.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record InputUse(string Name, bool IsKept, int LagSteps, double LossWith, double LossWithout, string Reason);
