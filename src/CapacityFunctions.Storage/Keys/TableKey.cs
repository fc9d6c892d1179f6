using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Storage.Keys;

/// <summary>
/// Builds every partition and row key. Names are escaped reversibly and joined with <c>|</c>, which no escaped name contains, so two
/// different lists of names never share a key.
/// </summary>
/// <remarks>
/// The service refuses <c>/ \ # ?</c> and control characters in keys, and decodes the URL path twice, so that <c>%</c> reaches another row.
/// Azurite loses a delete in a batch where a key holds a line or paragraph separator (U+2028, U+2029).
/// Frequent marks become two characters (<c>/</c> → <c>~s</c>): a name of 128 characters never needs more than 256 of the 512 that fit.
/// What no valid name contains (control characters, half of a surrogate pair) becomes <c>~u</c> and four hexadecimal digits.
/// </remarks>
internal static class TableKey
{
    /// <summary>The service allows 1 KiB of UTF-16.</summary>
    internal const int LongestKey = 512;

    /// <summary>
    /// Characters of a key in a URL, where a character beyond ASCII takes six to twelve. The client refuses an answer to a batch with a line
    /// of more than 4096, and one line holds the URL with both keys.
    /// </summary>
    internal const int LongestInUrl = 1800;

    /// <summary>Stands for the whole group where a key begins with an account; no name is escaped to it.</summary>
    internal const string Group = "~g";

    /// <summary>Stands for the list of resource types where a key begins with one; no name is escaped to it.</summary>
    internal const string Catalogue = "~c";

    /// <summary>Every key: each is longer than nothing, and none begins with the last character, which is escaped.</summary>
    internal static KeyRange Everything => new(string.Empty, "\uFFFF");

    private const char Escape = '~';
    private const char Separator = '|';
    private const string Marks = "~/\\#?%|+'\"& \u2028\u2029";
    private const string Letters = "tsbhqpvlodawyz";
    private const string DigestMark = "~x";
    private const string CyclePrefix = "cycle-";
    private const string FirstDigit = "0";

    internal static string Encode(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        StringBuilder key = new(name.Length + 8);
        for (int i = 0; i < name.Length; i++)
        {
            char character = name[i];
            if (char.IsHighSurrogate(character) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
            {
                key.Append(character).Append(name[++i]);
            }
            else if (Marks.IndexOf(character, StringComparison.Ordinal) is int mark and >= 0)
            {
                key.Append(Escape).Append(Letters[mark]);
            }
            else if (char.IsControl(character) || char.IsSurrogate(character) || character >= '\uFFFE')
            {
                key.Append(Escape).Append('u').Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                key.Append(character);
            }
        }

        return key.ToString();
    }

    /// <exception cref="FormatException">The text did not come from <see cref="Encode"/>.</exception>
    internal static string Decode(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        StringBuilder name = new(key.Length);
        for (int i = 0; i < key.Length; i++)
        {
            if (key[i] != Escape)
            {
                name.Append(key[i]);
                continue;
            }

            char letter = ++i < key.Length ? key[i] : '\0';
            if (letter == 'u' && i + 4 < key.Length &&
                ushort.TryParse(key.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                name.Append((char)code);
                i += 4;
            }
            else if (Letters.IndexOf(letter, StringComparison.Ordinal) is int mark and >= 0)
            {
                name.Append(Marks[mark]);
            }
            else
            {
                throw new FormatException($"'{key}' is not an escaped name.");
            }
        }

        return name.ToString();
    }

    /// <summary>One key of several names.</summary>
    /// <remarks>
    /// A key beyond <see cref="LongestKey"/> or <see cref="LongestInUrl"/> ends in the SHA-256 of the whole: still one key for one list of
    /// names, with the same beginning. Rows hold their names as properties too, so nothing has to read such a key back.
    /// </remarks>
    internal static string Join(params ReadOnlySpan<string> names)
    {
        StringBuilder key = new();
        for (int i = 0; i < names.Length; i++)
        {
            if (i > 0)
            {
                key.Append(Separator);
            }

            key.Append(Encode(names[i]));
        }

        string joined = key.ToString();
        return joined.Length <= LongestKey && Uri.EscapeDataString(joined).Length <= LongestInUrl ? joined : Shorten(joined);
    }

    /// <summary>All keys that begin with these names and a separator lie in [From, Before).</summary>
    internal static KeyRange StartingWith(params ReadOnlySpan<string> names)
    {
        string prefix = Join(names);
        return new KeyRange(prefix + Separator, prefix + (char)(Separator + 1));
    }

    /// <summary>Ticks as 19 digits: keys in the order of time.</summary>
    internal static string Rising(DateTimeOffset instant) => instant.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Ticks counted down from the end of time as 19 digits: the newest key first.</summary>
    internal static string Falling(DateTimeOffset instant) => Falling(instant.UtcTicks);

    /// <summary>The keys of instants in [from, to) that <see cref="Falling(DateTimeOffset)"/> made, whatever follows them, after these names.</summary>
    internal static KeyRange FallingBetween(DateTimeOffset from, DateTimeOffset to, params ReadOnlySpan<string> names)
    {
        string prefix = names.IsEmpty ? string.Empty : Join(names) + Separator;
        return new KeyRange(prefix + Falling(to.UtcTicks - 1), prefix + Falling(from.UtcTicks - 1));
    }

    /// <summary>The key of an account, or of the group where it is null.</summary>
    internal static string OfAccount(AccountId? account) => account is { } id ? Encode(id.Value) : Group;

    /// <summary>A UTC day as <c>20261124</c>.</summary>
    internal static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>A UTC hour as <c>2026112402</c>.</summary>
    internal static string Hour(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>The keys of the hours that hold instants in [from, to).</summary>
    internal static KeyRange HoursBetween(DateTimeOffset from, DateTimeOffset to) => new(Hour(from), Hour(to.AddTicks(-1)) + Separator);

    /// <summary>The keys that begin with the id of a cycle scheduled before an instant, to the minute, after these names.</summary>
    internal static KeyRange CyclesBefore(DateTimeOffset instant, params ReadOnlySpan<string> names)
    {
        string prefix = names.IsEmpty ? string.Empty : Join(names) + Separator;
        return new KeyRange(prefix + CyclePrefix, prefix + CycleId.At(instant).Value);
    }

    /// <summary>The keys of days before the one of an instant, which itself stays whole, after these names.</summary>
    internal static KeyRange DaysBefore(DateTimeOffset instant, params ReadOnlySpan<string> names)
    {
        string prefix = names.IsEmpty ? string.Empty : Join(names) + Separator;
        return new KeyRange(prefix + FirstDigit, prefix + Day(DateOnly.FromDateTime(instant.UtcDateTime)));
    }

    /// <summary>The keys of hours before the one of an instant, which itself stays whole.</summary>
    internal static KeyRange HoursBefore(DateTimeOffset instant) => new(FirstDigit, Hour(instant));

    private static string Falling(long ticks) => (DateTime.MaxValue.Ticks - ticks).ToString("D19", CultureInfo.InvariantCulture);

    private static string Shorten(string key)
    {
        string digest = DigestMark + Convert.ToHexString(SHA256.HashData(Encoding.Unicode.GetBytes(key)));
        StringBuilder shortened = new(LongestKey);
        int lengthInUrl = digest.Length;
        foreach (Rune character in key.EnumerateRunes())
        {
            lengthInUrl += Uri.EscapeDataString(character.ToString()).Length;
            if (shortened.Length + character.Utf16SequenceLength + digest.Length > LongestKey || lengthInUrl > LongestInUrl)
            {
                break;
            }

            shortened.Append(character.ToString());
        }

        return shortened.Append(digest).ToString();
    }
}
