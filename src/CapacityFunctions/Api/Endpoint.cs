using System.Reflection;
using CapacityFunctions.Api.Access;
using CapacityFunctions.Api.Csv;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api;

/// <summary>An HTTP function and what its attributes say of it.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Function">Its method.</param>
/// <param name="Method">The HTTP method, upper case.</param>
/// <param name="Route">Below <c>/api/</c>, with parameters in braces.</param>
/// <param name="IsPublic">Needs neither key nor identity.</param>
/// <param name="RequiredRole">The least role that may call it.</param>
/// <param name="QueryParameters">All that it understands.</param>
/// <param name="ContentTypes">Kinds of bodies that it reads.</param>
/// <param name="BodyType">What a JSON body is read as; null where nothing tells.</param>
/// <param name="GivesCsv">Whether it answers as CSV, too, when asked to.</param>
internal sealed record Endpoint(
    string Name,
    MethodInfo Function,
    string Method,
    string Route,
    bool IsPublic,
    AccessRole RequiredRole,
    IReadOnlyList<QueryParameterAttribute> QueryParameters,
    IReadOnlyList<string> ContentTypes,
    Type? BodyType,
    bool GivesCsv)
{
    private static readonly string[] AnyContentType = ["application/json", "text/csv", "text/calendar"];


    /// <summary>Whether it changes nothing.</summary>
    public bool IsRead => HttpMethods.IsGet(Method) || HttpMethods.IsHead(Method);

    /// <summary>Whether it answers with something for a browser to show, which may keep what it likes in its address.</summary>
    public bool IsPage => Function.GetCustomAttributes().OfType<IApiResponseMetadataProvider>().Any(answer =>
    {
        MediaTypeCollection types = [];
        answer.SetContentTypes(types);
        return types.Contains("text/html", StringComparer.OrdinalIgnoreCase);
    });

    /// <summary>Whether it makes something, once for each Idempotency-Key.</summary>
    public bool IsCreation => HttpMethods.IsPost(Method);

    /// <summary>Whether it reads bodies of a type; parameters such as the charset don't matter.</summary>
    public bool Reads(string contentType) =>
        ContentTypes.Contains(contentType.Split(';', 2)[0].Trim(), StringComparer.OrdinalIgnoreCase);

    /// <returns>Null for a method that is no HTTP function.</returns>
    internal static Endpoint? Of(MethodInfo function)
    {
        HttpTriggerAttribute? trigger = function.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null);
        if (trigger is null || function.GetCustomAttribute<FunctionAttribute>() is not { } named)
        {
            return null;
        }

        string method = trigger.Methods is [var only] ? only.ToUpperInvariant() : throw new InvalidOperationException($"{named.Name} must answer one HTTP method.");
        AccessRole byMethod = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? AccessRole.Reader : AccessRole.Operator;
        return new Endpoint(
            named.Name,
            function,
            method,
            trigger.Route ?? named.Name,
            trigger.AuthLevel == AuthorizationLevel.Anonymous,
            function.IsDefined(typeof(RequiresAdminAttribute)) ? AccessRole.Admin : byMethod,
            [.. function.GetCustomAttributes<QueryParameterAttribute>()],
            function.GetCustomAttribute<ConsumesAttribute>() is { } consumes ? [.. consumes.ContentTypes] : AnyContentType,
            (function.GetCustomAttribute<ConsumesAttribute>() as IAcceptsMetadata)?.RequestType,
            function.GetCustomAttribute<ProducesAttribute>()?.ContentTypes.Contains(CsvResult.ContentType, StringComparer.Ordinal) == true);
    }
}
