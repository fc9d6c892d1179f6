using CapacityFunctions.Forecasting.Selection;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>The methods after inputs had their say.</summary>
/// <param name="Candidates">Scores, with inputs where they are used.</param>
/// <param name="Design">Inputs of those that use them; null for none.</param>
/// <param name="Uses">What became of each input, by name.</param>
internal sealed record InputOutcome(List<Candidate> Candidates, InputDesign? Design, IReadOnlyList<InputUse> Uses);
