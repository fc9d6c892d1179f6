using System.Reflection;
using Microsoft.AspNetCore.Mvc;

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

    /// <summary>True for ActionResult{T}, at once or later: it is no IActionResult, and the real worker would send nothing.</summary>
    public static bool IsActionResultOfValue(Type returnType) =>
        IsGeneric(returnType, typeof(ActionResult<>)) ||
        (IsGeneric(returnType, typeof(Task<>)) && IsGeneric(returnType.GetGenericArguments()[0], typeof(ActionResult<>)));

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static async Task<object?> AwaitAsync(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async Task<object?> AwaitValueAsync<T>(object? task) => await (Task<T>)task!;
}
