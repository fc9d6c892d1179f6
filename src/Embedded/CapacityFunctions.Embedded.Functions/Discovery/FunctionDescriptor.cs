using System.Reflection;
using CapacityFunctions.Embedded.Functions.Invocations;

namespace CapacityFunctions.Embedded.Functions.Discovery;

/// <summary>One function, checked and ready to run.</summary>
internal sealed class FunctionDescriptor
{
    public required string Name { get; init; }

    public required MethodInfo Method { get; init; }

    public required FunctionTrigger Trigger { get; init; }

    public required EmbeddedFunctionDefinition Definition { get; init; }

    /// <summary>Gives the argument of each parameter, in their order.</summary>
    public required IReadOnlyList<Func<EmbeddedFunctionContext, object?>> Arguments { get; init; }

    /// <summary>Makes the instance that the method runs on; gives null for a static method.</summary>
    public required Func<IServiceProvider, object?> CreateInstance { get; init; }

    /// <summary>Awaits what the method returned and gives its value.</summary>
    public required Func<object?, Task<object?>> Complete { get; init; }
}
