namespace CapacityFunctions.Api.Models;

/// <summary>Asks to go back to the version before.</summary>
public sealed record RollBackOrder
{
    /// <summary><c>PT1H</c>, <c>P1D</c> or <c>P7D</c>.</summary>
    public required string Horizon { get; init; }

    /// <summary>Name of the learner.</summary>
    public required string Learner { get; init; }
}
