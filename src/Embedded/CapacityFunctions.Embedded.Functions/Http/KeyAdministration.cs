using System.Text.Json;
using CapacityFunctions.Embedded.Functions.Discovery;
using CapacityFunctions.Embedded.Functions.Keys;
using CapacityFunctions.Embedded.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Http;

/// <summary>Keys over HTTP, as the real host has them: read, made, set and deleted with the master key.</summary>
internal sealed class KeyAdministration(KeyRing ring, KeyAuthorizer authorizer, FunctionCatalog catalog)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Serves the paths <c>/admin/functions/{name}/keys[/{key}]</c> and <c>/admin/host/{scope}[/{key}]</c>.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        if (!await authorizer.AdmitAsync(http, AuthorizationLevel.Admin, functionName: null))
        {
            return;
        }

        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await (ScopeOf(http) is { } scope
                ? AnswerAsync(http, scope, http.Request.RouteValues["key"] as string)
                : StatusAsync(http, StatusCodes.Status404NotFound));
        }
        catch (Exception outage) when (outage is InvalidDataException || StorageFailure.IsOutage(outage, http.RequestAborted))
        {
            Admission.AnswerUnavailable(http);
        }
    }

    private Task AnswerAsync(HttpContext http, KeyScope scope, string? name) => (http.Request.Method, name) switch
    {
        ("GET", null) => ListAsync(http, scope),
        ("GET", { } key) => GetAsync(http, scope, key),
        ("POST", { } key) => SetAsync(http, scope, key, value: null),
        ("PUT", { } key) => PutAsync(http, scope, key),
        ("DELETE", { } key) => DeleteAsync(http, scope, key),
        _ => StatusAsync(http, StatusCodes.Status404NotFound),
    };

    private KeyScope? ScopeOf(HttpContext http)
    {
        if (http.Request.RouteValues["name"] is string name)
        {
            FunctionDescriptor? function = catalog.Functions.FirstOrDefault(
                function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase));
            return function is null ? null : new KeyScope.Function(function.Name);
        }

        return (http.Request.RouteValues["scope"] as string)?.ToUpperInvariant() switch
        {
            "KEYS" or "FUNCTIONKEYS" => new KeyScope.Host(),
            "SYSTEMKEYS" => new KeyScope.System(),
            _ => null,
        };
    }

    private async Task ListAsync(HttpContext http, KeyScope scope)
    {
        IReadOnlyDictionary<string, string> keys = await ring.ListAsync(scope, http.RequestAborted);
        await http.Response.WriteAsJsonAsync(
            new { Keys = keys.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => new { Name = key.Key, key.Value }), Links = LinksOf(http) },
            Json,
            http.RequestAborted);
    }

    private async Task GetAsync(HttpContext http, KeyScope scope, string name)
    {
        IReadOnlyDictionary<string, string> keys = await ring.ListAsync(scope, http.RequestAborted);
        string? value = scope is KeyScope.System && IsMaster(name)
            ? (await ring.GetAsync(http.RequestAborted))?.MasterKey
            : keys.GetValueOrDefault(name);
        await (value is null ? StatusAsync(http, StatusCodes.Status404NotFound) : WriteAsync(http, StatusCodes.Status200OK, name, value));
    }

    private async Task PutAsync(HttpContext http, KeyScope scope, string name)
    {
        string? value;
        try
        {
            value = (await http.Request.ReadFromJsonAsync<Body>(Json, http.RequestAborted))?.Value;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            value = null;
        }

        await (string.IsNullOrWhiteSpace(value)
            ? RefuseAsync(http, "Invalid key value")
            : SetAsync(http, scope, name, value));
    }

    /// <param name="http">The request.</param>
    /// <param name="scope">Where the key belongs.</param>
    /// <param name="name">The key's name.</param>
    /// <param name="value">Null for a new random one.</param>
    private async Task SetAsync(HttpContext http, KeyScope scope, string name, string? value)
    {
        string key = value ?? FunctionKeyStore.NewKey();
        bool isNew = value is null;
        if (scope is not KeyScope.Function && IsMaster(name))
        {
            await ring.SetMasterKeyAsync(key, http.RequestAborted);
        }
        else
        {
            isNew = await ring.SetAsync(scope, name, key, http.RequestAborted);
        }

        if (isNew)
        {
            http.Response.Headers.Location = SelfOf(http);
        }

        await WriteAsync(http, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, name, key);
    }

    private async Task DeleteAsync(HttpContext http, KeyScope scope, string name)
    {
        if (IsMaster(name))
        {
            await RefuseAsync(http, "Cannot delete System Key.");
            return;
        }

        bool existed = await ring.DeleteAsync(scope, name, http.RequestAborted);
        http.Response.StatusCode = existed ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
    }

    private static bool IsMaster(string name) => string.Equals(name, KeyRing.MasterKeyAlias, StringComparison.OrdinalIgnoreCase);

    private static Task WriteAsync(HttpContext http, int status, string name, string value)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { Name = name, Value = value, Links = LinksOf(http) }, Json, http.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext http, string reason)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return http.Response.WriteAsync(reason, http.RequestAborted);
    }

    private static Task StatusAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static object[] LinksOf(HttpContext http) => [new { Rel = "self", Href = SelfOf(http) }];

    /// <summary>Without the query, which may hold a key.</summary>
    private static string SelfOf(HttpContext http) => UriHelper.BuildAbsolute(http.Request.Scheme, http.Request.Host, http.Request.PathBase, http.Request.Path);

    private sealed record Body(string? Name, string? Value)
    {
        public override string ToString() => Name ?? string.Empty;
    }
}
