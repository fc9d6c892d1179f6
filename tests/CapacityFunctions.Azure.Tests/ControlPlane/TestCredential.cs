using Azure.Core;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>Tokens that name the scope they are for, and look like secrets.</summary>
internal sealed class TestCredential : TokenCredential
{
    internal static string TokenFor(string scope) =>
        "eyJhbGciOiJub25lIn0." + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(scope)).Replace('+', '-').Replace('/', '_').TrimEnd('=') + ".sEcReT";

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(TokenFor(requestContext.Scopes.Single()), DateTimeOffset.MaxValue);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
