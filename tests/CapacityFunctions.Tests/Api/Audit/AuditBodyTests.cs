using System.Text;
using CapacityFunctions.Api.Audit;

namespace CapacityFunctions.Tests.Api.Audit;

public sealed class AuditBodyTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("""{"nested":[{"client_secret":"s","Password":{"x":1}}],"x-api-key":"k","keyword":"w"}""", """{"nested":[{"client_secret":"***","Password":"***"}],"x-api-key":"***","keyword":"w"}""")]
    [InlineData("""[1,2]""", """[1,2]""")]
    [InlineData("secret=1", "(8 bytes that are not JSON)")]
    [InlineData("", null)]
    public void Of_Body_KeepsWhatOpensNothing(string body, string? expected) => Assert.Equal(expected, AuditBody.Of(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Of_LongBody_IsCut()
    {
        string? kept = AuditBody.Of(Encoding.UTF8.GetBytes($$"""{"reason":"{{new string('x', 100_000)}}"}"""));

        Assert.InRange(kept!.Length, AuditBody.Limit, AuditBody.Limit + 40);
        Assert.EndsWith("(100013 characters)", kept, StringComparison.Ordinal);
    }
}
