using System.Text;
using System.Text.Json;

namespace CapacityFunctions.Api.Access;

/// <summary>The identity that App Service authentication hands on, in the header <c>x-ms-client-principal</c>: base64 of JSON with the token's claims.</summary>
/// <param name="Name">What people know the caller by: the sign-in name, or the application's id.</param>
/// <param name="Subject">The object id, which never changes; null when the token has none.</param>
/// <param name="Roles">The app roles; none for identity providers other than Entra, whose claims nobody here assigns.</param>
internal sealed record PlatformIdentity(string Name, string? Subject, IReadOnlyList<string> Roles)
{
    internal const string Header = "x-ms-client-principal";

    private const int LongestName = 256;
    private const string Entra = "aad";

    private static readonly string[] RoleClaims = ["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];
    private static readonly string[] SubjectClaims = ["http://schemas.microsoft.com/identity/claims/objectidentifier", "oid"];

    /// <summary>The display name comes late: two people can share one, and anybody can change it.</summary>
    private static readonly string[] NameClaims =
    [
        "preferred_username",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    ];

    private static readonly string[] ApplicationClaims = ["appid", "azp", .. SubjectClaims];

    /// <returns>Null for a header that is not what the platform writes.</returns>
    internal static PlatformIdentity? Parse(string? header)
    {
        try
        {
            using JsonDocument principal = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(header ?? string.Empty)));
            JsonElement root = principal.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("claims", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            (string Type, string Value)[] claims = [.. list.EnumerateArray().Select(claim => (Text(claim, "typ"), Text(claim, "val"))).Where(claim => claim.Item2.Length > 0)];
            bool isEntra = string.Equals(Text(root, "auth_typ"), Entra, StringComparison.OrdinalIgnoreCase);
            string? name = First(claims, [.. NameClaims, Text(root, "name_typ"), .. ApplicationClaims]);
            return name is null
                ? null
                : new PlatformIdentity(Printable(name), First(claims, SubjectClaims), isEntra ? RolesOf(claims, Text(root, "role_typ")) : []);
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string[] RolesOf((string Type, string Value)[] claims, string roleType) =>
    [
        .. claims
            .Where(claim => RoleClaims.Append(roleType).Contains(claim.Type, StringComparer.Ordinal))
            .Select(claim => claim.Value)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static string? First((string Type, string Value)[] claims, IEnumerable<string> types) =>
        types.SelectMany(type => claims.Where(claim => string.Equals(claim.Type, type, StringComparison.Ordinal))).Select(claim => claim.Value).FirstOrDefault();

    private static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    /// <summary>One line, and never the name of a key: nobody shall pass for another kind of caller in the records.</summary>
    private static string Printable(string name)
    {
        string line = new([.. name.Take(LongestName).Select(character => char.IsControl(character) ? ' ' : character)]);
        return line.StartsWith(Caller.KeyPrefix, StringComparison.OrdinalIgnoreCase) ? $"identity:{line}" : line;
    }
}
