using CapacityFunctions.Api.Access;
using Microsoft.AspNetCore.Http;

namespace CapacityFunctions.Api;

/// <summary>Who a request comes from, as <see cref="AccessMiddleware"/> found out.</summary>
/// <param name="Name">The identity's name, <c>key:NAME</c>, or <c>anonymous</c>.</param>
/// <param name="Role">The most that the caller may do; null for nothing.</param>
/// <param name="Roles">The identity's app roles; empty for keys.</param>
/// <param name="Subject">The identity's object id; null for keys.</param>
internal sealed record Caller(string Name, AccessRole? Role, IReadOnlyList<string> Roles, string? Subject)
{
    internal const string KeyPrefix = "key:";

    internal static Caller Anonymous { get; } = new("anonymous", Role: null, Roles: [], Subject: null);

    /// <summary>Authorship of what the request changes.</summary>
    internal static string NameOf(HttpRequest request) => Of(request.HttpContext).Name;

    internal static Caller Of(HttpContext http) => http.Features.Get<Caller>() ?? Anonymous;

    /// <summary>A key may do everything.</summary>
    internal static Caller WithKey(string name) => new(KeyPrefix + name, AccessRole.Admin, Roles: [], Subject: null);
}
