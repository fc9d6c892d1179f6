using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.Functions.Tests.TestApp;

/// <summary>An orchestration that HTTP starts and reads.</summary>
public sealed class GreetingFunctions(ScopedValue scoped)
{
    [Function("StartGreeting")]
    public static async Task<IActionResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "greetings/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellationToken)
    {
        GreetingRequest? input = await request.ReadFromJsonAsync<GreetingRequest>(cancellationToken);
        await client.ScheduleNewOrchestrationInstanceAsync("Greet", input, new StartOrchestrationOptions(id), cancellationToken);
        return new AcceptedResult($"/api/greetings/{id}", value: null);
    }

    [Function("ReadGreeting")]
    public static async Task<IActionResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greetings/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id)
    {
        OrchestrationMetadata instance = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, request.HttpContext.RequestAborted);
        return instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? new OkObjectResult(instance.ReadOutputAs<string[]>())
            : new ObjectResult(instance.FailureDetails?.ErrorMessage ?? instance.SerializedOutput) { StatusCode = 500 };
    }

    [Function("Greet")]
    public static async Task<string[]> GreetAsync([OrchestrationTrigger] TaskOrchestrationContext context, GreetingRequest input)
    {
        string[] greetings = await Task.WhenAll(
            input.Names.Select(name => context.CallActivityAsync<string>("SayHello", new GreetingName(input.Word, name))));
        string place = await context.CallActivityAsync<string>("TellPlace");
        return [.. greetings, place];
    }

    [Function("SayHello")]
    public string SayHello([ActivityTrigger] GreetingName input, string instanceId, FunctionContext context) =>
        $"{input.Word} {input.Name} ({instanceId}, {context.FunctionDefinition.Name}, {scoped.Id != Guid.Empty})";

    [Function("TellPlace")]
    public static Task<string> TellPlaceAsync([ActivityTrigger] FunctionContext context) =>
        Task.FromResult($"{context.FunctionDefinition.Name} of {context.BindingContext.BindingData["instanceId"]}");

    public sealed record GreetingRequest(string Word, IReadOnlyList<string> Names);

    public sealed record GreetingName(string Word, string Name);
}
