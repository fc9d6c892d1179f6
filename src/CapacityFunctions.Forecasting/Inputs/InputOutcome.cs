using CapacityFunctions.Forecasting.Selection;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>The choice of methods after inputs had their say.</summary>
/// <param name="Candidates">Scores, with inputs where they are used.</param>
/// <param name="Choice">With inputs where they are used.</param>
/// <param name="Design">Inputs of the choice; null for none.</param>
/// <param name="Uses">What became of each input, by name.</param>
internal sealed record InputOutcome(List<Candidate> Candidates, Choice Choice, InputDesign? Design, IReadOnlyList<InputUse> Uses);
