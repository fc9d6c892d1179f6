using CapacityFunctions.Forecasting.Inputs;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>What a learned model is told of a series beside its usage.</summary>
/// <param name="Id">Unique inside a panel, and the same from one training to the next.</param>
/// <param name="Traits">What doesn't change, as words (<c>resource-type=cpu</c>, <c>priority=3</c>); unknown words say nothing.</param>
/// <param name="Inputs">External inputs by the clock of the history (<see cref="WallClock"/>); those that the training didn't see are ignored.</param>
public sealed record LearnedSeries(string Id, IReadOnlyList<string> Traits, ExternalInputs Inputs)
{
    /// <summary>A series of which nothing but its name is known.</summary>
    public static LearnedSeries Of(string id) => new(id, [], ExternalInputs.None);
}
