using System.Text;
using CapacityFunctions.Api.Csv;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Tests.Api.Csv;

/// <summary>RFC 4180, and OWASP's list of what begins a formula ("CSV Injection").</summary>
public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("-5", "-5")]
    [InlineData("+1.5e3", "+1.5e3")]
    [InlineData("-1,5", "\"'-1,5\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void Text_IsQuotedAndHarmless(string cell, string expected) => Assert.Equal(expected + "\r\n", Row(cell));

    [Fact]
    public void Values_AreInvariant() => Assert.Equal(
        "-1.5,2026-11-24T12:00:00Z,true,Enforce,account,\r\n",
        Row(-1.5m, new DateTimeOffset(2026, 11, 24, 13, 0, 0, TimeSpan.FromHours(1)), true, OperatingMode.Enforce, new AccountId("account"), null));

    [Fact]
    public void Account_NamedLikeAFormula_IsHarmless() => Assert.Equal("'=cmd\r\n", Row(new AccountId("=cmd")));

    private static string Row(params object?[] cells)
    {
        StringBuilder text = new();
        CsvText.AppendRow(text, cells);
        return text.ToString();
    }
}
