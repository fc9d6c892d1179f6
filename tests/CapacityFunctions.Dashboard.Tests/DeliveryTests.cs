using System.Net;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Dashboard.Tests;

/// <summary>The page over HTTP: who gets it, what protects it, how it is kept and packed. Needs no browser.</summary>
public sealed class DeliveryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Page_OverHttp_IsProtectedCachedAndPacked()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "delivery");
        using HttpClient stranger = new() { BaseAddress = app.Http.BaseAddress };

        using HttpResponseMessage refused = await stranger.GetAsync("dashboard");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using HttpResponseMessage data = await stranger.GetAsync("overview");
        Assert.Equal(HttpStatusCode.Unauthorized, data.StatusCode);

        using HttpResponseMessage page = await app.Http.GetAsync("dashboard");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("no-cache", page.Headers.CacheControl?.ToString());
        string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(page.Headers.GetValues("Referrer-Policy")));

        foreach (DashboardFile file in DashboardFiles.All.Where(file => file.IsImmutable))
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"dashboard/{file.Name}") { Headers = { { "Accept-Encoding", "gzip, br" } } };
            using HttpResponseMessage asset = await stranger.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", asset.Headers.CacheControl?.ToString());
            Assert.Equal("br", Assert.Single(asset.Content.Headers.ContentEncoding));
            Assert.Equal(file.Brotli.ToArray(), await asset.Content.ReadAsByteArrayAsync());
        }

        using HttpRequestMessage again = new(HttpMethod.Get, "dashboard/view") { Headers = { { "If-None-Match", $"\"{DashboardFiles.View.Hash}\"" } } };
        using HttpResponseMessage unchanged = await stranger.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using HttpResponseMessage missing = await stranger.GetAsync("dashboard/index.html");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }
}
