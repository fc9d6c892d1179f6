using System.Globalization;
using System.Text;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Which instance ids there are, and the table keys that they become.</summary>
internal static class InstanceIds
{
    private const int MaxLength = 100;

    /// <exception cref="ArgumentException">
    /// Empty, longer than 100 characters, beginning with '@', or holding a control character or one of / \ # ?.
    /// </exception>
    public static void Validate(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        bool hasForbidden = instanceId.Any(c => char.IsControl(c) || c is '/' or '\\' or '#' or '?');
        if (instanceId.Length > MaxLength || instanceId[0] == '@' || hasForbidden)
        {
            throw new ArgumentException(
                $"'{instanceId}' is no instance id: at most {MaxLength} characters, not beginning with '@', " +
                "without control characters and / \\ # ?.",
                nameof(instanceId));
        }
    }

    /// <summary>
    /// Reversible; the key of a prefix is the prefix of the key. All but letters, digits and -_.: becomes ~ and four hex digits.
    /// </summary>
    public static string ToKey(string instanceId)
    {
        StringBuilder key = new(instanceId.Length);
        foreach (char c in instanceId)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':')
            {
                key.Append(c);
            }
            else
            {
                key.Append('~').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return key.ToString();
    }

    /// <summary>The id of a key.</summary>
    public static string FromKey(string key)
    {
        StringBuilder instanceId = new(key.Length);
        for (int i = 0; i < key.Length; i++)
        {
            if (key[i] == '~')
            {
                instanceId.Append((char)ushort.Parse(key.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                instanceId.Append(key[i]);
            }
        }

        return instanceId.ToString();
    }
}
