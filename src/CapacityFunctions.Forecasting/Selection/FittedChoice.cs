using CapacityFunctions.Forecasting.Inputs;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>A choice, fitted to the whole history.</summary>
internal sealed record FittedChoice(Choice Choice, ModelMember[] Members, RunningRecord Running, InputBasis? Basis);
