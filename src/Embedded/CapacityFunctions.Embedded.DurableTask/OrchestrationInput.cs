using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Binds an orchestrator's input parameter.</summary>
public static class OrchestrationInput
{
    /// <summary>What <c>context.GetInput&lt;T&gt;()</c> gives for a type that is known at run time only.</summary>
    /// <returns>Null where the instance was started without input.</returns>
    /// <exception cref="ArgumentException">The context is not one of this engine.</exception>
    public static object? Read(TaskOrchestrationContext context, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return context is ReplayContext replay
            ? replay.ReadInput(type)
            : throw new ArgumentException($"{context?.GetType()} is not a context of this engine.", nameof(context));
    }
}
