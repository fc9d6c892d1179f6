namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>Which inputs help.</summary>
/// <param name="Design">Those kept; null when none is.</param>
/// <param name="Uses">What became of each, by name.</param>
internal sealed record InputVerdict(InputDesign? Design, IReadOnlyList<InputUse> Uses);
