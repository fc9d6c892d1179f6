using System.Text.Json;
using Azure;

namespace CapacityFunctions.Azure.Failures;

/// <summary>Code and message of a refusal, as the service's body has them; the exception's own text would repeat headers and links.</summary>
/// <param name="Code">As <c>ZonalAllocationFailed</c>.</param>
/// <param name="Message">Unfiltered.</param>
internal readonly record struct ErrorText(string Code, string Message)
{
    private const int DeepestDetail = 4;

    internal static ErrorText Of(RequestFailedException exception)
    {
        string fallback = exception.ErrorCode ?? $"Http{exception.Status}";
        if (exception.GetRawResponse() is not { } response || Parse(response) is not { } body)
        {
            return new ErrorText(fallback, exception.Status == 0 ? "No answer." : $"Status {exception.Status}.");
        }

        JsonElement error = Child(body, "error") ?? body;
        ErrorText outer = new(Text(error, "code") ?? fallback, Text(error, "message") ?? $"Status {exception.Status}.");
        // A deployment wraps the cause: the innermost known code says more than the wrapper.
        return FailureCodes.Class(outer.Code) is null ? KnownDetail(error, DeepestDetail) ?? outer : outer;
    }

    private static ErrorText? KnownDetail(JsonElement error, int depth)
    {
        if (depth == 0 || Child(error, "details") is not { ValueKind: JsonValueKind.Array } details)
        {
            return null;
        }

        foreach (JsonElement detail in details.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object))
        {
            if (Text(detail, "code") is { } code && FailureCodes.Class(code) is not null)
            {
                return new ErrorText(code, Text(detail, "message") ?? code);
            }

            if (KnownDetail(detail, depth - 1) is { } deeper)
            {
                return deeper;
            }
        }

        return null;
    }

    private static JsonElement? Parse(Response response)
    {
        try
        {
            JsonElement body = JsonElement.Parse(response.Content.ToMemory().Span);
            return body.ValueKind == JsonValueKind.Object ? body : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement child) && child.ValueKind != JsonValueKind.Null
            ? child
            : null;

    private static string? Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
