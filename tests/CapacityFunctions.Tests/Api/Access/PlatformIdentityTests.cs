using System.Text;
using System.Text.Json;
using CapacityFunctions.Api.Access;

namespace CapacityFunctions.Tests.Api.Access;

/// <summary>The header as Microsoft Learn describes it ("Work with user identities in Azure App Service authentication").</summary>
public sealed class PlatformIdentityTests
{
    private const string LongRole = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

    [Fact]
    public void Parse_TokenOfAPerson_GivesSignInNameObjectIdAndRoles()
    {
        PlatformIdentity identity = PlatformIdentity.Parse(Header(
            "aad", "name", "roles", ("name", "Ada"), ("preferred_username", "ada@contoso.com"), ("oid", "0f-1"), ("roles", "operator"), ("roles", "reader")))!;

        Assert.Equal("ada@contoso.com", identity.Name);
        Assert.Equal("0f-1", identity.Subject);
        Assert.Equal(["operator", "reader"], identity.Roles);
    }

    [Fact]
    public void Parse_RolesUnderTheirLongName_AreRoles() =>
        Assert.Equal(["admin"], PlatformIdentity.Parse(Header("aad", "name", LongRole, ("name", "Ada"), (LongRole, "admin")))!.Roles);

    [Fact]
    public void Parse_TokenOfAnApplication_IsNamedByItsId() =>
        Assert.Equal("4711", PlatformIdentity.Parse(Header("aad", "name", "roles", ("appid", "4711"), ("roles", "operator")))!.Name);

    [Fact]
    public void Parse_OtherProviderThanEntra_HasNoRoles() =>
        Assert.Empty(PlatformIdentity.Parse(Header("github", "name", "roles", ("name", "mallory"), ("roles", "admin")))!.Roles);

    [Fact]
    public void Parse_NameLikeAKeys_DoesNotPassForAKey() =>
        Assert.Equal("identity:Key:default", PlatformIdentity.Parse(Header("aad", "name", "roles", ("name", "Key:default")))!.Name);

    [Fact]
    public void Parse_NameWithLineBreaks_IsOneLine() =>
        Assert.Equal("a b", PlatformIdentity.Parse(Header("aad", "name", "roles", ("name", "a\nb")))!.Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("e30=")]
    [InlineData("W10=")]
    [InlineData("eyJjbGFpbXMiOjF9")]
    [InlineData("eyJjbGFpbXMiOlsxXX0=")]
    [InlineData("/w==")]
    public void Parse_Malformed_IsNoIdentity(string? header) => Assert.Null(PlatformIdentity.Parse(header));

    [Fact]
    public void Parse_NobodysToken_IsNoIdentity() => Assert.Null(PlatformIdentity.Parse(Header("aad", "name", "roles", ("roles", "admin"))));

    private static string Header(string provider, string nameType, string roleType, params (string Typ, string Val)[] claims) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
        {
            auth_typ = provider,
            name_typ = nameType,
            role_typ = roleType,
            claims = claims.Select(claim => new { typ = claim.Typ, val = claim.Val }),
        })));
}
