using System.Text.RegularExpressions;
using CapacityFunctions.Azure.Reservations;
using CapacityFunctions.Planning.Accounts;
using FsCheck.Xunit;

namespace CapacityFunctions.Azure.Tests.Reservations;

public sealed class ReservationNamesTests
{
    [Theory]
    [InlineData("22222222-2222-4222-8222-222222222222", "crg-22222222-2222-4222-8222-222222222222")]
    [InlineData("team-a", "crg-team-a")]
    [InlineData("Team", "crg-_54eam")]
    [InlineData("a_b", "crg-a_5fb")]
    [InlineData("ends-", "crg-ends_2d")]
    [InlineData("ж", "crg-_u0436")]
    public void OfGroup_Account_IsEscaped(string account, string expected) =>
        Assert.Equal(expected, ReservationNames.OfGroup(new AccountId(account)));

    [Fact]
    public void OfGroup_LongIdsThatDifferAtTheEnd_Differ()
    {
        string name = ReservationNames.OfGroup(new AccountId(new string('x', 127) + "1"));

        Assert.Equal(80, name.Length);
        Assert.NotEqual(name, ReservationNames.OfGroup(new AccountId(new string('x', 127) + "2")));
    }

    [Property(MaxTest = 500, Replay = "11,13")]
    public bool OfGroup_AnyTwoAccounts_DifferWithoutCaseAndAreValid(string first, string second) =>
        !AccountId.TryParse(first, out AccountId a) || !AccountId.TryParse(second, out AccountId b)
        || (IsValid(ReservationNames.OfGroup(a))
            && string.Equals(ReservationNames.OfGroup(a), ReservationNames.OfGroup(b), StringComparison.OrdinalIgnoreCase) == (a == b));

    [Theory]
    [InlineData("Standard_D4s_v5-z1", "1")]
    [InlineData("standard_d4s_v5-z12", "12")]
    [InlineData("Standard_D4s_v5-zx", null)]
    [InlineData("Standard_D4s_v5", null)]
    [InlineData("Standard_D4s_v5x-z1", null)]
    public void ZoneIn_Name_IsTheZoneOfOurOwnNamesOnly(string name, string? expected) =>
        Assert.Equal(expected, ReservationNames.ZoneIn(name, "Standard_D4s_v5"));

    private static bool IsValid(string name) => Regex.IsMatch(name, "^[a-z0-9][a-z0-9_-]{0,78}[a-z0-9_]$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
