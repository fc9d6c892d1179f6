using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Previews;

/// <summary>What an instruction changes in one account.</summary>
/// <param name="AccountId">Whom it concerns.</param>
/// <param name="ResourceType">Of what.</param>
/// <param name="Without">What would be decided without the instruction.</param>
/// <param name="With">What would be decided with it.</param>
/// <param name="Reasons">Why, of the decision with it.</param>
public sealed record DecisionChange(
    AccountId AccountId, ResourceType ResourceType, DecisionFigures Without, DecisionFigures With, IReadOnlyList<string> Reasons);
