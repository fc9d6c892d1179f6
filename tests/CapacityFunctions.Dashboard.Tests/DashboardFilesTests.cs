using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CapacityFunctions.Dashboard.Tests;

/// <summary>What the build has put into the assembly.</summary>
public sealed partial class DashboardFilesTests
{
    [Fact]
    public void All_EachFile_HasItsHashAndTheSameBytesInEveryPacking() => Assert.All(DashboardFiles.All, file =>
    {
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span)), file.Hash);
        Assert.Equal(file.Bytes.ToArray(), Unpacked(new GZipStream(new MemoryStream(file.Gzip.ToArray()), CompressionMode.Decompress)));
        Assert.Equal(file.Bytes.ToArray(), Unpacked(new BrotliStream(new MemoryStream(file.Brotli.ToArray()), CompressionMode.Decompress)));
    });

    [Fact]
    public void Pages_Links_LeadToFilesThatAreThere()
    {
        foreach ((DashboardFile page, string folder) in new[] { (DashboardFiles.Index, "dashboard/"), (DashboardFiles.View, "./") })
        {
            string[] links = [.. Link().Matches(Encoding.UTF8.GetString(page.Bytes.Span)).Select(match => match.Groups["link"].Value)];

            Assert.Equal(3, links.Length);
            Assert.All(links, link =>
            {
                Assert.StartsWith(folder, link, StringComparison.Ordinal);
                Assert.True(DashboardFiles.TryFind(link[folder.Length..], out _), link);
            });
        }
    }

    /// <summary>The content security policy forbids both; the browser would refuse them.</summary>
    [Fact]
    public void Pages_HoldNoInlineScriptOrStyle() => Assert.All([DashboardFiles.Index, DashboardFiles.View], page =>
    {
        string text = Encoding.UTF8.GetString(page.Bytes.Span);
        Assert.DoesNotMatch(@"<script[^>]*>[^<]", text);
        Assert.DoesNotMatch(@"<style|\sstyle=|\son\w+=", text);
    });

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("identity", null)]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("br;q=0, GZIP;q=0.5", "gzip")]
    public void For_AcceptEncoding_TakesTheSmallestThatIsAccepted(string? accepted, string? expected) =>
        Assert.Equal(expected, DashboardFiles.Index.For(accepted).Encoding);

    private static byte[] Unpacked(Stream packed)
    {
        using (packed)
        using (MemoryStream bytes = new())
        {
            packed.CopyTo(bytes);
            return bytes.ToArray();
        }
    }

    [GeneratedRegex("(href|src)=\"(?<link>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
