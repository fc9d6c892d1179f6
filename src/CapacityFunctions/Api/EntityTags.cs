using Azure;
using CapacityFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace CapacityFunctions.Api;

/// <summary>The conditions of a write, from its headers.</summary>
internal static class EntityTags
{
    /// <summary>Versions are those of the storage, which refuses others as malformed.</summary>
    private const string OursBegin = "W/\"datetime'";

    /// <summary>For versions that nothing here ever had.</summary>
    private static readonly ETag Never = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    internal static WriteCondition ConditionOf(HttpRequest request)
    {
        if (request.Headers.IfNoneMatch == "*")
        {
            return WriteCondition.IfAbsent;
        }

        return request.Headers.IfMatch.ToString() switch
        {
            "" => WriteCondition.Always,
            "*" => WriteCondition.IfMatch(ETag.All),
            { } version when version.StartsWith(OursBegin, StringComparison.Ordinal) && !version.Contains(',', StringComparison.Ordinal) =>
                WriteCondition.IfMatch(new ETag(version)),
            _ => WriteCondition.IfMatch(Never),
        };
    }

    internal static void Tell(HttpResponse response, ETag version) => response.Headers.ETag = version.ToString("H");
}
