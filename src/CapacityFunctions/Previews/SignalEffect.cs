using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Previews;

/// <summary>What values of signals change in one forecast.</summary>
public sealed record SignalEffect
{
    public required AccountId AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    /// <summary><c>PT1H</c>, <c>P1D</c> or <c>P7D</c>.</summary>
    public required string Horizon { get; init; }

    /// <summary>The model in force; null where none has been trained yet.</summary>
    public string? Model { get; init; }

    public required bool UsesSignal { get; init; }

    /// <summary>Why the model uses the signals or not.</summary>
    public required string Reason { get; init; }

    /// <summary>Starts of the steps that are forecast; empty without a model.</summary>
    public IReadOnlyList<DateTimeOffset> Timestamps { get; init; } = [];

    /// <summary>The mean of each step as it is forecast now.</summary>
    public IReadOnlyList<double> MeanWithout { get; init; } = [];

    /// <summary>The mean of each step with the values.</summary>
    public IReadOnlyList<double> MeanWith { get; init; } = [];
}
