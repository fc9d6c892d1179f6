using System.Net;
using System.Net.Http.Json;
using CapacityFunctions.Embedded.Functions.Tests.TestApp;
using CapacityFunctions.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Tests;

/// <summary>What surrounds an invocation: middleware, scope, context, time.</summary>
public sealed class InvocationTests(AzuriteFixture azurite)
{
    private const string OneSecond = """{ "version": "2.0", "functionTimeout": "00:00:01" }""";

    [Fact]
    public async Task Invocation_Ended_DisposesItsInstanceAndThenItsScope()
    {
        await using TestHost host = await StartAsync();
        host.Gate.Open();

        Assert.Equal("passed", await host.Client.GetStringAsync("/api/gated", TestContext.Current.CancellationToken));

        // The scope of a request ends when its response has been sent.
        await Waiting.UntilAsync(() => host.Journal.Entries.Count == 3, () => string.Join(", ", host.Journal.Entries));
        Assert.Equal(["gated begins True", "instance disposed", "scope disposed"], host.Journal.Entries, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Middleware_Result_IsReadAndReplaced()
    {
        await using TestHost host = await StartAsync(configure: builder => builder.UseMiddleware(async (context, next) =>
        {
            await next();
            InvocationResult result = context.GetInvocationResult();
            result.Value = $"instead of {result.Value}";
        }));

        Assert.Equal("instead of number 6", await host.Client.GetStringAsync("/api/numbers/5", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Transformer_Levels_AreThoseOfTheHost()
    {
        await using TestHost host = await StartAsync(configure: builder => builder.Services.AddSingleton<IFunctionMetadataTransformer, Opener>());

        using HttpResponseMessage opened = await host.Client.GetAsync("/api/guarded", TestContext.Current.CancellationToken);
        using HttpResponseMessage guarded = await host.Client.GetAsync("/api/guardedtoo", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, guarded.StatusCode);
    }

    [Fact]
    public async Task Context_ItemsFeaturesAndBindingData_ReachTheFunction()
    {
        await using TestHost host = await StartAsync(configure: builder => builder.UseMiddleware(async (context, next) =>
        {
            context.Items["noted"] = context.FunctionDefinition.Name;
            context.Features.Set(context.InstanceServices.GetRequiredService<ScopedValue>());
            await next();
        }));

        Assert.Equal("Contextual True seven x", await host.Client.GetStringAsync("/api/contextual/seven?q=x", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Middleware_WithoutNext_KeepsTheFunctionFromRunning()
    {
        await using TestHost host = await StartAsync(configure: builder => builder.UseMiddleware((_, _) => Task.CompletedTask));

        using HttpResponseMessage response = await GetAsync(host, "/api/gated");

        Assert.True(response.IsSuccessStatusCode);
        Assert.Empty(host.Journal.Entries);
    }

    [Fact]
    public async Task Middleware_Throws_IsAnEmpty500()
    {
        await using TestHost host = await StartAsync(
            configure: builder => builder.UseMiddleware((_, _) => throw new InvalidOperationException("secret detail")));

        using HttpResponseMessage response = await GetAsync(host, "/api/health");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Middleware_CatchesTheFunctionsException_AnswersInItsStead()
    {
        await using TestHost host = await StartAsync(configure: builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (InvalidOperationException)
            {
                context.GetHttpContext()!.Response.StatusCode = 418;
            }
        }));

        using HttpResponseMessage response = await GetAsync(host, "/api/throws");

        Assert.Equal(418, (int)response.StatusCode);
    }

    [Fact]
    public async Task Middleware_AwaitsBeforeAnOrchestrator_FailsItAndSaysWhy()
    {
        string[] names = [];
        await using TestHost host = await StartAsync(
            hostJson: """{ "version": "2.0", "extensions": { "durableTask": { "hubName": "AwaitingHub" } } }""",
            configure: builder => builder.UseMiddleware(async (context, next) =>
            {
                if (context.FunctionDefinition.Name is "Greet")
                {
                    await Task.Delay(10);
                }

                await next();
                names = [.. names, context.FunctionDefinition.Name];
            }));

        using HttpResponseMessage started = await host.Client.PostAsJsonAsync(
            "/api/greetings/awaiting", new GreetingFunctions.GreetingRequest("Hello", ["Ada"]), TestContext.Current.CancellationToken);
        using HttpResponseMessage response = await GetAsync(host, "/api/greetings/awaiting");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.StartsWith(
            "A middleware awaited something before it called next() for the orchestrator 'Greet'",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.DoesNotContain("SayHello", names, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Timeout_FunctionHeedsItsToken_IsCancelledAndA500()
    {
        await using TestHost host = await StartAsync(OneSecond);

        using HttpResponseMessage response = await GetAsync(host, "/api/patient");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        await Waiting.UntilAsync(
            () => host.Journal.Entries.Contains("patient cancelled", StringComparer.Ordinal), () => string.Join(", ", host.Journal.Entries));
    }

    [Fact]
    public async Task Timeout_FunctionDoesNotEnd_IsA500AllTheSame()
    {
        using LogCollector log = new();
        await using TestHost host = await StartAsync(OneSecond, builder => builder.Logging.AddProvider(log));

        using HttpResponseMessage response = await GetAsync(host, "/api/gated");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.True(response.Headers.ConnectionClose);
        Assert.Contains(log.Records, record => record.Contains("Timeout value of 00:00:01 exceeded by function 'Gated'", StringComparison.Ordinal));
        host.Gate.Open();
        await Waiting.UntilAsync(
            () => log.Records.Any(record => record.Contains("Gated has ended, long after its time was up", StringComparison.Ordinal)), () => "the function's end");
    }

    [Fact]
    public async Task Request_CallerGoesAway_CancelsTheFunctionsToken()
    {
        await using TestHost host = await StartAsync();
        using CancellationTokenSource caller = new();
        Task request = host.Client.GetAsync(new Uri("/api/patient", UriKind.Relative), caller.Token);
        await Waiting.UntilAsync(() => host.Journal.Entries.Count > 0, () => "the function's beginning");

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Waiting.UntilAsync(
            () => host.Journal.Entries.Contains("patient cancelled", StringComparer.Ordinal), () => string.Join(", ", host.Journal.Entries));
    }

    private Task<TestHost> StartAsync(string hostJson = """{ "version": "2.0" }""", Action<FunctionsApplicationBuilder>? configure = null) =>
        TestHost.StartAsync(azurite.ConnectionString, hostJson, configure);

    private static Task<HttpResponseMessage> GetAsync(TestHost host, string path) =>
        host.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private sealed class Opener : IFunctionMetadataTransformer
    {
        public string Name => nameof(Opener);

        public void Transform(IList<IFunctionMetadata> original)
        {
            IFunctionMetadata guarded = original.Single(function => string.Equals(function.Name, "Guarded", StringComparison.Ordinal));
            guarded.RawBindings![0] = guarded.RawBindings[0].Replace("\"authLevel\":\"Function\"", "\"authLevel\":\"Anonymous\"", StringComparison.Ordinal);
        }
    }
}
