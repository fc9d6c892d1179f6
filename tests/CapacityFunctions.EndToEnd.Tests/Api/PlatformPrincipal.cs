using System.Text;
using System.Text.Json;

namespace CapacityFunctions.EndToEnd.Tests.Api;

/// <summary>Writes the header in which App Service authentication names the caller.</summary>
internal static class PlatformPrincipal
{
    public const string Header = "x-ms-client-principal";

    public static string Of(string name, params string[] roles) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        auth_typ = "aad",
        name_typ = "name",
        role_typ = "roles",
        claims = roles.Select(role => new { typ = "roles", val = role }).Append(new { typ = "preferred_username", val = name }),
    })));

    public static HttpRequestMessage Request(HttpMethod method, string path, string name, params string[] roles)
    {
        HttpRequestMessage request = new(method, path);
        request.Headers.Add(Header, Of(name, roles));
        return request;
    }
}
