using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>One request as it arrived.</summary>
/// <param name="Behaviour">The row of the table that answers it.</param>
/// <param name="Route">What the row's path captured.</param>
/// <param name="Query">The query string.</param>
/// <param name="Body">Parsed; undefined where there is none.</param>
/// <param name="Origin">Scheme and authority of the stand-in, for links in answers.</param>
internal sealed record Call(Behaviour Behaviour, Match Route, IQueryCollection Query, JsonElement Body, string Origin)
{
    internal string this[string part] => Uri.UnescapeDataString(Route.Groups[part].Value);

    internal bool Expands => Query["$expand"] == "instanceView";
}
