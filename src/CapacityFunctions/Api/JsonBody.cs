using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api;

/// <summary>Reads JSON bodies strictly: an unknown field is a mistake that is named, not ignored.</summary>
internal static partial class JsonBody
{
    /// <summary>The largest body that is read, in bytes.</summary>
    internal const int Limit = 4 * 1024 * 1024;

    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
    };

    /// <summary>The body as text, or the refusal of one that is too large.</summary>
    internal static async Task<(string Text, IActionResult? Refusal)> ReadTextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        byte[] buffer = new byte[81920];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > Limit)
            {
                return (string.Empty, Problem.TooLarge($"A body has at most {Limit / 1024 / 1024} MiB; send it in parts."));
            }

            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        body.Position = 0;
        using StreamReader reader = new(body);
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
