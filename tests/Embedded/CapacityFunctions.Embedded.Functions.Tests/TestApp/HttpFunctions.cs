using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Tests.TestApp;

public sealed class HttpFunctions(Journal journal, ScopedValue first)
{
    [Function(nameof(Health))]
    public static IActionResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        new OkObjectResult(new { Status = "healthy", request.Method });

    [Function("Default")]
    public static string DefaultRoute([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => $"default {request.Method}";

    [Function("GetNumber")]
    public static string GetNumber([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "numbers/{id:int}")] HttpRequest request, int id) =>
        $"number {id + 1}";

    [Function("GetItem")]
    public static string GetItem([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}")] HttpRequest request, string id) =>
        $"get {id}";

    [Function("PutItem")]
    public static string PutItem([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "items/{id}")] HttpRequest request, string id) =>
        $"put {id}";

    [Function("GetFile")]
    public static string GetFile([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request, string path) =>
        $"file {path}";

    [Function("FromQuery")]
    public static string FromQuery(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "query/{key}")] HttpRequest request,
        Guid key, DateTimeOffset from, int? top, string note = "none") =>
        string.Create(CultureInfo.InvariantCulture, $"{key:N} {from:O} {top?.ToString(CultureInfo.InvariantCulture) ?? "all"} {note}");

    [Function("FromSetting")]
    public static string FromSetting([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "%TestRoute%/x")] HttpRequest request) => "from setting";

    [Function("Nothing")]
    public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
    {
    }

    [Function("NothingLater")]
    public static Task NothingLater([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request) => Task.Delay(1);

    [Function("PlainObject")]
    public static async Task<Answer> PlainObject([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        await Task.Yield();
        return new Answer("a", 2);
    }

    [Function("Minimal")]
    public static IResult Minimal([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => TypedResults.Accepted("/somewhere");

    [Function("Problem")]
    public static IActionResult Problem([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        new ObjectResult(new ProblemDetails { Title = "No", Status = 409 }) { StatusCode = 409 };

    [Function("Throws")]
    public static IActionResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException("secret detail");

    [Function("Guarded")]
    public static IActionResult Guarded([HttpTrigger(AuthorizationLevel.Function, "get", Route = "guarded")] HttpRequest request) =>
        new OkObjectResult(request.HttpContext.User.Claims.ToDictionary(claim => claim.Type.Split('/')[^1], claim => claim.Value, StringComparer.Ordinal));

    [Function("AdminOnly")]
    public static string AdminOnly([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "owner")] HttpRequest request) => "admin";

    [Function("GuardedToo")]
    public static string GuardedToo([HttpTrigger(AuthorizationLevel.Function, "get", Route = "guardedtoo")] HttpRequest request) => "too";

    [Function("Hook")]
    public static string Hook([HttpTrigger(AuthorizationLevel.System, "get", Route = "hook")] HttpRequest request) => "system";

    [Function(nameof(Injected))]
    public string Injected([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        ScopedValue second = (ScopedValue)request.HttpContext.RequestServices.GetService(typeof(ScopedValue))!;
        return first.Id == second.Id ? $"{first.Id}" : "two scopes";
    }

    [Function(nameof(Ordered))]
    public void Ordered([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, FunctionContext context) =>
        journal.Add($"function {context.FunctionDefinition.Name} {ReferenceEquals(context.GetHttpContext(), request.HttpContext)}");

    [Function("Optional")]
    public static string Optional([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{id?}")] HttpRequest request, string? id) =>
        $"optional {id ?? "none"}";

    [Function("Defaulted")]
    public static string Defaulted([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "defaulted/{count:int=5}")] HttpRequest request, int count) =>
        $"count {count}";

    [Function("ReadBody")]
    public static async Task<string> ReadBodyAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{body.Length} bytes");
    }

    [Function("Contextual")]
    public static string Contextual(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "contextual/{id}")] HttpRequest request, FunctionContext context) =>
        $"{context.Items["noted"]} {context.Features.Get<ScopedValue>() is not null} {context.BindingContext.BindingData["ID"]} {context.BindingContext.BindingData["q"]}";

    public sealed record Answer(string FirstName, int SecondValue);
}
