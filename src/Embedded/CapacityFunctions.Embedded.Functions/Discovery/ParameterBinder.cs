using System.Reflection;
using CapacityFunctions.Embedded.DurableTask;
using CapacityFunctions.Embedded.Functions.Invocations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Embedded.Functions.Discovery;

/// <summary>Decides at start where each argument of a function comes from; what can't be had is refused then.</summary>
internal static class ParameterBinder
{
    public const string DurableClientBinding = "durableClient";

    /// <exception cref="HostConfigurationException">The real host would not fill this parameter, or this one does not.</exception>
    public static Func<EmbeddedFunctionContext, object?> Bind(ParameterInfo parameter, FunctionTrigger trigger, string functionName)
    {
        Type type = parameter.ParameterType;
        BindingAttribute? attribute = parameter.GetCustomAttribute<BindingAttribute>();

        if (attribute is DurableClientAttribute client)
        {
            return BindDurableClient(type, client) ?? throw Refused("a [DurableClient] must be a DurableTaskClient of the app's own hub and storage");
        }

        // The trigger's own parameter may be the context: an activity without input.
        if (type == typeof(FunctionContext) && attribute is null or ActivityTriggerAttribute)
        {
            return context => context;
        }

        if (type == typeof(CancellationToken))
        {
            return context => context.CancellationToken;
        }

        return (trigger, attribute) switch
        {
            (_, not null and not TriggerBindingAttribute) =>
                throw Refused($"[{attribute.GetType().Name}] is not supported by the embedded host"),
            (FunctionTrigger.Http, HttpTriggerAttribute) => type == typeof(HttpRequest)
                ? context => ((TriggerPayload.Http)context.Payload).Context.Request
                : throw Refused("an [HttpTrigger] must be an HttpRequest of ASP.NET Core"),
            (FunctionTrigger.Http, null) => BindHttp(parameter, type) ?? throw Refused("only text, numbers, Guid, dates and times come from the route or query"),
            (FunctionTrigger.Timer, TimerTriggerAttribute) => type == typeof(TimerInfo)
                ? context => ((TriggerPayload.Timer)context.Payload).Info
                : throw Refused("a [TimerTrigger] must be a TimerInfo"),
            (FunctionTrigger.Orchestration, OrchestrationTriggerAttribute) => type == typeof(TaskOrchestrationContext)
                ? context => ((TriggerPayload.Orchestration)context.Payload).Context
                : throw Refused("an [OrchestrationTrigger] must be a TaskOrchestrationContext"),
            (FunctionTrigger.Orchestration, null) => BindsToNull(type)
                ? throw Refused("the orchestrator's input would be null in Azure for an interface, an abstract type, object or a nullable struct: use a concrete type, or context.GetInput<T>()")
                : context => OrchestrationInput.Read(((TriggerPayload.Orchestration)context.Payload).Context, type) ?? DefaultOf(type),
            (FunctionTrigger.Activity, ActivityTriggerAttribute) =>
                context => context.InstanceServices.GetRequiredService<DataConverter>()
                    .Deserialize(((TriggerPayload.Activity)context.Payload).SerializedInput, type) ?? DefaultOf(type),
            (FunctionTrigger.Activity, null) when type == typeof(string) &&
                string.Equals(parameter.Name, "instanceId", StringComparison.OrdinalIgnoreCase) =>
                context => ((TriggerPayload.Activity)context.Payload).InstanceId,
            _ => throw Refused("nothing of the trigger can fill it"),
        };

        HostConfigurationException Refused(string reason) =>
            new($"Function '{functionName}': parameter '{parameter.Name}' of type {type} can't be bound: {reason}.");
    }

    /// <summary>
    /// The real binding gives null unless the deserialized object's runtime type is exactly the declared one, which these can never be.
    /// </summary>
    private static bool BindsToNull(Type type) =>
        type.IsInterface || type.IsAbstract || type == typeof(object) || Nullable.GetUnderlyingType(type) is not null;

    private static object? DefaultOf(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static Func<EmbeddedFunctionContext, object?>? BindDurableClient(Type type, DurableClientAttribute attribute) =>
        type == typeof(DurableTaskClient) && attribute is { TaskHub: null, ConnectionName: null }
            ? context => context.InstanceServices.GetRequiredService<DurableTaskEngine>().Client
            : null;

    private static Func<EmbeddedFunctionContext, object?>? BindHttp(ParameterInfo parameter, Type type)
    {
        if (type == typeof(HttpRequest))
        {
            return context => ((TriggerPayload.Http)context.Payload).Context.Request;
        }

        return TextConversion.IsSupported(type)
            ? context => TextConversion.Convert(
                context.BindingContext.BindingData.TryGetValue(parameter.Name!, out object? value) ? value as string : null, parameter)
            : null;
    }
}
