using CapacityFunctions.Planning.Overrides;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api.Overrides;

/// <summary>Which overrides a request asks for: <c>account</c>, <c>resource</c>, <c>kind</c>, <c>state</c>.</summary>
internal static class OverrideQuery
{
    private static readonly OverrideState[] Open = [OverrideState.Active, OverrideState.Scheduled];

    internal static (OverrideFilter? Filter, IActionResult? Refusal) Of(HttpRequest request)
    {
        OverrideKind? kind = null;
        if (Text(request, "kind") is { } name)
        {
            kind = Enum.GetValues<OverrideKind>().Cast<OverrideKind?>()
                .FirstOrDefault(known => string.Equals(OverrideText.NameOf(known!.Value), name, StringComparison.Ordinal));
            if (kind is null)
            {
                return (null, Problem.Invalid($"kind: one of {string.Join(", ", Enum.GetValues<OverrideKind>().Select(OverrideText.NameOf))}"));
            }
        }

        string state = Text(request, "state") ?? (request.Query["all"] == "true" ? "all" : "open");
        OverrideState[]? states = state switch
        {
            "open" => Open,
            "all" => [],
            "active" => [OverrideState.Active],
            "scheduled" => [OverrideState.Scheduled],
            "ended" => [OverrideState.Ended],
            _ => null,
        };
        return states is null
            ? (null, Problem.Invalid("state: active, scheduled, ended, open (active or scheduled) or all"))
            : (new OverrideFilter(Text(request, "account"), Text(request, "resource"), kind, states), null);
    }

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}
