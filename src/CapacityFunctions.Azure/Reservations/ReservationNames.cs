using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>
/// Names of groups and reservations. Resource Manager compares names without case, so what is not a lower-case letter, a digit or a hyphen
/// becomes <c>_</c> and two hexadecimal digits a byte: two accounts never share a group.
/// </summary>
internal static class ReservationNames
{
    /// <summary>The tag of a group that holds the account's id: names of long ids cannot be read back.</summary>
    internal const string AccountTag = "capacity-account";

    private const string GroupPrefix = "crg-";
    private const string ZoneMark = "-z";
    private const int LongestGroupName = 80;
    private const int DigestLength = 32;

    internal static string OfGroup(AccountId account)
    {
        StringBuilder name = new(GroupPrefix, LongestGroupName);
        foreach (char character in account.Value)
        {
            // A hyphen at the end is escaped below, since a name must end in a letter, a digit or an underscore.
            if (char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
            {
                name.Append(character);
            }
            else
            {
                Escape(name, character);
            }
        }

        if (name[^1] == '-')
        {
            name.Length--;
            Escape(name, '-');
        }

        return name.Length <= LongestGroupName ? name.ToString() : Shorten(name.ToString());
    }

    /// <summary>One reservation for each size and zone; the zone as the account calls it.</summary>
    internal static string OfReservation(string size, string zone) => size + ZoneMark + zone;

    /// <summary>The account's zone in the name of one of this size's reservations; null for any other name.</summary>
    internal static string? ZoneIn(string reservationName, string size)
    {
        string prefix = size + ZoneMark;
        return reservationName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && IsZone(reservationName[prefix.Length..])
            ? reservationName[prefix.Length..]
            : null;
    }

    /// <summary>Whether a size could be one of Azure's; anything else cannot be part of a name either.</summary>
    internal static bool IsSize(string size) =>
        size.Length is > 0 and <= 60 && size.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    internal static bool IsZone(string zone) => zone.Length is > 0 and <= 3 && zone.All(char.IsAsciiDigit);

    /// <summary>No escaped name contains two underscores in a row, so a shortened one never meets a whole one.</summary>
    private static string Shorten(string name)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..DigestLength];
        return $"{name[..(LongestGroupName - DigestLength - 2)]}__{digest}";
    }

    private static void Escape(StringBuilder name, char character)
    {
        // UTF-16 in two bytes keeps halves of surrogate pairs apart, which UTF-8 would not.
        if (character > 0xFF)
        {
            name.Append('_').Append('u').Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
        }
        else
        {
            name.Append('_').Append(((int)character).ToString("x2", CultureInfo.InvariantCulture));
        }
    }
}
