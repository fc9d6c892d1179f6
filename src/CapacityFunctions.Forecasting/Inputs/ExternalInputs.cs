namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>The external inputs of one series, by name. Immutable; their order changes nothing.</summary>
public sealed class ExternalInputs
{
    private readonly ExternalInput[] inputs;

    /// <param name="inputs">Any number, with unique names.</param>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public ExternalInputs(IEnumerable<ExternalInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        this.inputs = [.. inputs.OrderBy(input => input.Name, StringComparer.Ordinal)];
        for (int i = 1; i < this.inputs.Length; i++)
        {
            if (string.Equals(this.inputs[i].Name, this.inputs[i - 1].Name, StringComparison.Ordinal))
            {
                throw new ArgumentException($"Two inputs are called '{this.inputs[i].Name}'.", nameof(inputs));
            }
        }
    }

    /// <summary>No inputs.</summary>
    public static ExternalInputs None { get; } = new([]);

    /// <summary>By name.</summary>
    public IReadOnlyList<ExternalInput> All => inputs;

    public ExternalInput? Find(string name) => Array.Find(inputs, input => string.Equals(input.Name, name, StringComparison.Ordinal));

    /// <summary>Each input as <see cref="ExternalInput.JudgedAt"/> judges it.</summary>
    /// <param name="end">Exclusive end of the history.</param>
    /// <param name="forecastEnd">Exclusive end of what is forecast.</param>
    public ExternalInputs JudgedAt(DateTimeOffset end, DateTimeOffset forecastEnd) => new(inputs.Select(input => input.JudgedAt(end, forecastEnd)));

    /// <summary>What is known at an instant: of inputs that are only observed nothing later.</summary>
    internal ExternalInputs KnownAt(DateTimeOffset instant) =>
        new(inputs.Select(input => input.Knowledge == InputKnowledge.ObservedOnly ? input.Before(instant) : input));
}
