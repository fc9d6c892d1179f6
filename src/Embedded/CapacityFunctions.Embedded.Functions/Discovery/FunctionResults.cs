using System.Reflection;

namespace CapacityFunctions.Embedded.Functions.Discovery;

/// <summary>Turns what functions return, at once or later, into one shape.</summary>
internal static class FunctionResults
{
    private static readonly MethodInfo AwaitValueMethod =
        typeof(FunctionResults).GetMethod(nameof(AwaitValueAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <returns>Null for a return type that the real worker does not await (ValueTask).</returns>
    public static Func<object?, Task<object?>>? For(Type returnType)
    {
        if (returnType == typeof(ValueTask) || IsGeneric(returnType, typeof(ValueTask<>)))
        {
            return null;
        }

        if (returnType == typeof(Task))
        {
            return AwaitAsync;
        }

        return IsGeneric(returnType, typeof(Task<>))
            ? AwaitValueMethod.MakeGenericMethod(returnType.GetGenericArguments()).CreateDelegate<Func<object?, Task<object?>>>()
            : Task.FromResult;
    }

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static async Task<object?> AwaitAsync(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async Task<object?> AwaitValueAsync<T>(object? task) => await (Task<T>)task!;
}
