using System.Text;
using CapacityFunctions.Storage.Keys;
using FsCheck.Xunit;

namespace CapacityFunctions.Storage.Tests.Keys;

public sealed class TableKeyTests
{
    [Property]
    public void Decode_OfEncoded_IsTheName(string? name) => Assert.Equal(name ?? "", TableKey.Decode(TableKey.Encode(name ?? "")));

    [Fact]
    public void Decode_OfEveryUtf16Unit_IsTheUnit()
    {
        for (int unit = 0; unit <= char.MaxValue; unit++)
        {
            string name = $"a{(char)unit}";
            Assert.Equal(name, TableKey.Decode(TableKey.Encode(name)));
        }
    }

    [Fact]
    public void Encode_AnyUtf16Unit_HoldsNothingThatKeysMayNotHold()
    {
        StringBuilder all = new();
        for (int unit = 0; unit <= char.MaxValue; unit++)
        {
            all.Append((char)unit).Append('a');
        }

        string key = TableKey.Encode(all.ToString());

        Assert.DoesNotContain(key, character => "/\\#?%|".Contains(character, StringComparison.Ordinal) || char.IsControl(character));
        Assert.DoesNotContain(key, char.IsSurrogate);
    }

    [Theory]
    [InlineData("a/b", "a~sb")]
    [InlineData("~s", "~ts")]
    [InlineData("\u0007", "~u0007")]
    [InlineData("Standard_D4s_v5", "Standard_D4s_v5")]
    public void Encode_Name_IsReadable(string name, string key) => Assert.Equal(key, TableKey.Encode(name));

    [Theory]
    [InlineData("~")]
    [InlineData("~z")]
    [InlineData("~u12")]
    public void Decode_NotAKey_Throws(string key) => Assert.Throws<FormatException>(() => TableKey.Decode(key));

    [Property]
    public void Join_DifferentNames_DifferentKeys(string? a, string? b, string? c, string? d)
    {
        (string, string) left = (a ?? "", b ?? "");
        (string, string) right = (c ?? "", d ?? "");

        bool sameKey = string.Equals(
            TableKey.Join(left.Item1, left.Item2), TableKey.Join(right.Item1, right.Item2), StringComparison.Ordinal);

        Assert.Equal(left == right, sameKey);
    }

    [Fact]
    public void Join_SeparatorInAName_IsNotABorder() => Assert.NotEqual(TableKey.Join("a|b", "c"), TableKey.Join("a", "b|c"), StringComparer.Ordinal);

    [Theory]
    [InlineData("/")]
    [InlineData("界")]
    [InlineData("😀")]
    public void Join_BeyondTheLimit_FitsAndStaysDistinct(string character)
    {
        string longest = string.Concat(Enumerable.Repeat(character, 128));

        string one = TableKey.Join("beginning", longest, longest, "1");
        string other = TableKey.Join("beginning", longest, longest, "2");

        Assert.NotEqual(one, other, StringComparer.Ordinal);
        Assert.All([one, other], key =>
        {
            Assert.StartsWith("beginning|", key, StringComparison.Ordinal);
            Assert.InRange(key.Length, 1, TableKey.LongestKey);
            Assert.InRange(Uri.EscapeDataString(key).Length, 1, TableKey.LongestInUrl);
        });
    }

    [Theory]
    [InlineData("/")]
    [InlineData("界")]
    public void Join_LongestNamesWithinARange_IsNotShortened(string character)
    {
        // What a query by the beginning of a key needs: the names in front come through as they are.
        string name = string.Concat(Enumerable.Repeat(character, 128));
        string zone = name[..64];

        string key = TableKey.Join(name, "20261124", zone);

        Assert.Equal($"{TableKey.Encode(name)}|20261124|{TableKey.Encode(zone)}", key);
    }

    [Fact]
    public void FallingAndRising_LaterInstant_SortsFirstAndLast()
    {
        DateTimeOffset later = Instants.Noon.AddTicks(1);

        Assert.True(string.CompareOrdinal(TableKey.Falling(later), TableKey.Falling(Instants.Noon)) < 0);
        Assert.True(string.CompareOrdinal(TableKey.Rising(later), TableKey.Rising(Instants.Noon)) > 0);
    }
}
