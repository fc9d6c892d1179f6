using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CapacityFunctions.Api.Content;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api;

/// <summary>Reads JSON bodies strictly: an unknown field is a mistake that is named, not ignored.</summary>
internal static partial class JsonBody
{
    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
    };

    /// <summary>The body as text; <see cref="RequestBodyMiddleware"/> has seen to its size.</summary>
    internal static async Task<(string Text, IActionResult? Refusal)> ReadTextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using StreamReader reader = new(request.Body, leaveOpen: true);
        return (await reader.ReadToEndAsync(cancellationToken), null);
    }

    /// <summary>The body as <typeparamref name="T"/>, or the refusal of one that is not.</summary>
    internal static Task<(T? Value, IActionResult? Refusal)> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class => ReadAsync<T>(request, whenEmpty: null, cancellationToken);

    /// <inheritdoc cref="ReadAsync{T}(HttpRequest, CancellationToken)"/>
    /// <param name="request">The request.</param>
    /// <param name="whenEmpty">What a request without a body means; null refuses it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal static async Task<(T? Value, IActionResult? Refusal)> ReadAsync<T>(HttpRequest request, T? whenEmpty, CancellationToken cancellationToken)
        where T : class
    {
        (string text, IActionResult? refusal) = await ReadTextAsync(request, cancellationToken);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        if (whenEmpty is not null && string.IsNullOrWhiteSpace(text))
        {
            return (whenEmpty, null);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) is { } value
                ? (value, null)
                : (null, Problem.Invalid("The body is empty; a JSON object was expected."));
        }
        catch (JsonException broken)
        {
            return (null, Problem.Invalid(broken.Path ?? "$", Reason(broken)));
        }
    }

    internal static string Describe(JsonException broken) => $"{broken.Path ?? "$"}: {Reason(broken)}";

    /// <summary>The serializer's words, without the path, which stands elsewhere, and without names of our types, which are nobody's business.</summary>
    private static string Reason(JsonException broken)
    {
        int end = broken.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        string message = end < 0 ? broken.Message : broken.Message[..end];
        string reason = OurTypes().Replace(message, "what this field takes");
        return $"{reason} (line {broken.LineNumber + 1}, column {broken.BytePositionInLine + 1})";
    }

    [GeneratedRegex("(?:type '?)?CapacityFunctions\\.[\\w.+`\\[\\]]*\\w'?|System\\.[\\w.+`\\[\\],]*\\w\\]?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OurTypes();
}
