using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api;

/// <summary>Whether a request only asks what it would do: <c>preview</c>. A word that is neither true nor false must not end in a real change.</summary>
internal static class PreviewFlag
{
    internal static (bool IsPreview, IActionResult? Refusal) Of(HttpRequest request) => request.Query["preview"].ToString() switch
    {
        "" or "false" => (false, null),
        "true" => (true, null),
        _ => (false, Problem.Invalid("preview: true or false")),
    };
}
