using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Invocations;

internal sealed class EmbeddedBindingContext(TriggerPayload payload) : BindingContext
{
    public override IReadOnlyDictionary<string, object?> BindingData { get; } = Read(payload);

    private static Dictionary<string, object?> Read(TriggerPayload payload)
    {
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        switch (payload)
        {
            case TriggerPayload.Http { Context: HttpContext context }:
                foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in context.Request.Query)
                {
                    values[name] = value.ToString();
                }

                // A route value stands above a query value of its name: it is what made the request match.
                foreach ((string name, object? value) in context.Request.RouteValues)
                {
                    values[name] = value?.ToString();
                }

                break;
            case TriggerPayload.Orchestration { Context: var orchestration }:
                values["instanceId"] = orchestration.InstanceId;
                break;
            case TriggerPayload.Activity { InstanceId: var instanceId }:
                values["instanceId"] = instanceId;
                break;
        }

        return values;
    }
}
