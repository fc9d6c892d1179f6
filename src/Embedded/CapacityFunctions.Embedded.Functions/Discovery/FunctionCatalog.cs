namespace CapacityFunctions.Embedded.Functions.Discovery;

/// <summary>All functions of the app that are not disabled, ordered by name.</summary>
internal sealed class FunctionCatalog(IReadOnlyList<FunctionDescriptor> functions)
{
    public IReadOnlyList<FunctionDescriptor> Functions { get; } = functions;

    public IEnumerable<(FunctionDescriptor Function, TTrigger Trigger)> Having<TTrigger>()
        where TTrigger : FunctionTrigger =>
        Functions.Where(function => function.Trigger is TTrigger).Select(function => (function, (TTrigger)function.Trigger));

    /// <summary>True when a function runs on the Durable engine or asks for its client.</summary>
    public bool NeedsDurableTask =>
        Functions.Any(function =>
            function.Trigger is FunctionTrigger.Orchestration or FunctionTrigger.Activity ||
            function.Definition.InputBindings.Values.Any(binding =>
                string.Equals(binding.Type, ParameterBinder.DurableClientBinding, StringComparison.Ordinal)));
}
