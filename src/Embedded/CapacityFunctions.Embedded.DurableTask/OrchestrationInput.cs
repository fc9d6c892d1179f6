using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Binds an orchestrator's input parameter.</summary>
public static class OrchestrationInput
{
    /// <summary>What <c>context.GetInput&lt;T&gt;()</c> gives for a type that is known at run time only.</summary>
    /// <returns>Null where the instance was started without input.</returns>
    /// <exception cref="ArgumentException">The context is not one of this engine.</exception>
    /// <exception cref="InvalidOperationException">
    /// The input is of another type than the parameter, derived ones included: the real worker then passes null.
    /// </exception>
    public static object? Read(TaskOrchestrationContext context, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        object? input = context is ReplayContext replay
            ? replay.ReadInput(type)
            : throw new ArgumentException($"{context?.GetType()} is not a context of this engine.", nameof(context));
        return input is null || input.GetType() == type
            ? input
            : throw new InvalidOperationException(
                $"The input parameter of orchestrator '{context.Name}' is declared as {type} and its input is a {input.GetType()}. " +
                "On Azure such a parameter is null: declare the exact type, or call context.GetInput.");
    }
}
