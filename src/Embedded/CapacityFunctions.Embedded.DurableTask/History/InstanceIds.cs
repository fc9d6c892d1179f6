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
        if (instanceId.Length > MaxLength || instanceId[0] == '@' || instanceId.Any(c => char.IsControl(c) || c is '/' or '\\' or '#' or '?'))
        {
            throw new ArgumentException(
                $"'{instanceId}' is no instance id: at most {MaxLength} characters, not beginning with '@', " +
                "without control characters and / \\ # ?.",
                nameof(instanceId));
        }
    }

    /// <summary>Reversible; the key of a prefix is the prefix of the key. Everything but letters, digits and -_.: becomes ~ and four hex digits.</summary>
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
}
