using System.Reflection;
using CapacityFunctions.Embedded.Functions.Discovery;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Embedded.Functions.Invocations;

/// <summary>Runs functions inside the app's middleware.</summary>
internal sealed class FunctionInvoker
{
    private readonly IServiceScopeFactory _scopes;
    private readonly FunctionExecutionDelegate _pipeline;

    /// <param name="scopes">Each invocation gets a scope of its own.</param>
    /// <param name="middleware">In the order of registration: the first is the outermost.</param>
    public FunctionInvoker(
        IServiceScopeFactory scopes, IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        _scopes = scopes;
        _pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)ExecuteAsync, (next, link) => link(next));
    }

    /// <summary>Runs a function in a scope of its own.</summary>
    /// <remarks>
    /// It awaits nothing before the function's own code and never leaves the caller's synchronisation context: orchestrators depend on both.
    /// </remarks>
    /// <returns>The function's result; null for none.</returns>
    public async Task<object?> InvokeAsync(FunctionDescriptor function, TriggerPayload payload, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = _scopes.CreateAsyncScope();
        return await InvokeAsync(new EmbeddedFunctionContext(function, payload, NewInvocationId(), scope.ServiceProvider, cancellationToken));
    }

    /// <summary>Runs a function with a context that the caller made, in the scope that the caller keeps.</summary>
    public async Task<object?> InvokeAsync(EmbeddedFunctionContext context)
    {
        await _pipeline(context);
        return context.Result;
    }

    public static string NewInvocationId() => Guid.NewGuid().ToString();

    private static async Task ExecuteAsync(FunctionContext context)
    {
        if (context is not EmbeddedFunctionContext own)
        {
            throw new InvalidOperationException($"A middleware replaced the context by {context.GetType()}; pass on the one it was given.");
        }

        FunctionDescriptor function = own.Function;
        object?[] arguments = [.. function.Arguments.Select(argument => argument(own))];
        object? instance = function.CreateInstance(own.InstanceServices);
        try
        {
            object? returned = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
            own.Result = await function.Complete(returned);
        }
        finally
        {
            switch (instance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
    }
}
