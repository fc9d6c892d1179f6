using System.Reflection;
using CapacityFunctions.Embedded.Functions.Discovery;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Invocations;

/// <summary>Runs functions inside the app's middleware and within their time.</summary>
internal sealed class FunctionInvoker
{
    private readonly IServiceScopeFactory _scopes;
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly TimeSpan? _timeout;
    private readonly TimeProvider _time;
    private readonly ILogger<FunctionInvoker> _logger;

    /// <param name="scopes">Each invocation gets a scope of its own.</param>
    /// <param name="middleware">In the order of registration: the first is the outermost.</param>
    /// <param name="timeout">How long an invocation may take; null for no limit. Orchestrators have none: an episode waits for nothing.</param>
    /// <param name="time">The clock of the timeout.</param>
    /// <param name="logger">Told of functions that go on after their time.</param>
    public FunctionInvoker(
        IServiceScopeFactory scopes,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        TimeSpan? timeout,
        TimeProvider time,
        ILogger<FunctionInvoker> logger)
    {
        _scopes = scopes;
        _timeout = timeout;
        _time = time;
        _logger = logger;
        _pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)ExecuteAsync, (next, link) => link(next));
    }

    public static string NewInvocationId() => Guid.NewGuid().ToString();

    /// <summary>Runs a function in a scope of its own, which lives as long as the function does.</summary>
    /// <returns>The function's result; null for none.</returns>
    /// <exception cref="FunctionTimeoutException">It took too long. Its token has been cancelled.</exception>
    public async Task<object?> InvokeAsync(
        FunctionDescriptor function, TriggerPayload payload, string invocationId, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        EmbeddedFunctionContext context = new(function, payload, invocationId, scope.ServiceProvider, cancellationToken);
        await InTimeAsync(context, async current =>
        {
            await using (scope)
            {
                using (context)
                {
                    await _pipeline(current);
                }
            }
        });
        return context.Result;
    }

    /// <summary>Runs a function with a context that the caller made, in the scope that the caller keeps.</summary>
    /// <inheritdoc cref="InvokeAsync(FunctionDescriptor, TriggerPayload, string, CancellationToken)"/>
    public async Task<object?> InvokeAsync(EmbeddedFunctionContext context)
    {
        await InTimeAsync(context, current => _pipeline(current));
        return context.Result;
    }

    /// <summary>Runs one episode of an orchestrator.</summary>
    /// <remarks>
    /// It awaits nothing before the function's own code and never leaves the caller's synchronisation context: orchestrators depend on both.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A middleware awaited before it called the function.</exception>
    public async Task<object?> InvokeOrchestratorAsync(FunctionDescriptor function, TriggerPayload.Orchestration payload)
    {
        await using AsyncServiceScope scope = _scopes.CreateAsyncScope();
        using EmbeddedFunctionContext context = new(function, payload, NewInvocationId(), scope.ServiceProvider, CancellationToken.None);
        Task episode = _pipeline(context);
        if (!context.IsEntered && !episode.IsCompleted)
        {
            context.Abandon();
            throw new InvalidOperationException(
                $"A middleware awaited something before it called next() for the orchestrator '{function.Name}': orchestrator code can't run after that. " +
                "Let such a middleware pass orchestrators through, for instance by UseWhen.");
        }

        await episode;
        return context.Result;
    }

    private async Task InTimeAsync(EmbeddedFunctionContext context, FunctionExecutionDelegate invocation)
    {
        if (_timeout is not { } timeout)
        {
            await invocation(context);
            return;
        }

        // On a thread of its own, so that a function that blocks can't keep its caller from noticing.
        Task running = Task.Run(() => invocation(context), CancellationToken.None);
        try
        {
            await running.WaitAsync(timeout, _time);
        }
        catch (TimeoutException late) when (!running.IsCompleted)
        {
            context.Abandon();
            _ = ReportEndAsync(running, context);
            throw new FunctionTimeoutException(
                $"Timeout value of {timeout:c} exceeded by function '{context.Function.Name}' (Id: '{context.InvocationId}').", late);
        }
    }

    private async Task ReportEndAsync(Task running, EmbeddedFunctionContext context)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        InvocationLog.EndedAfterTimeout(_logger, context.Function.Name, context.InvocationId);
    }

    private static async Task ExecuteAsync(FunctionContext context)
    {
        if (context is not EmbeddedFunctionContext own)
        {
            throw new InvalidOperationException($"A middleware replaced the context by {context.GetType()}; pass on the one it was given.");
        }

        own.IsEntered = true;
        if (own.IsAbandoned)
        {
            throw new OperationCanceledException("Nobody waits for this invocation any more.");
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
