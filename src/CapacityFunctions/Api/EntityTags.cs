using Azure;
using CapacityFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace CapacityFunctions.Api;

/// <summary>The conditions of a write, from its headers.</summary>
internal static class EntityTags
{
    internal static WriteCondition ConditionOf(HttpRequest request)
    {
        if (request.Headers.IfNoneMatch == "*")
        {
            return WriteCondition.IfAbsent;
        }

        string? version = request.Headers.IfMatch;
        return string.IsNullOrEmpty(version) || version == "*" ? WriteCondition.Always : WriteCondition.IfMatch(new ETag(version));
    }

    internal static void Tell(HttpResponse response, ETag version) => response.Headers.ETag = version.ToString("H");
}
