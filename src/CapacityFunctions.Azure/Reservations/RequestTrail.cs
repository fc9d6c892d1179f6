using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>
/// The last requests that changed a reservation, newest first, in a tag of the reservation. The tag is written by the same call that asks for
/// the quantity, so it is there exactly when the call arrived: a process that lost the answer, or its memory, finds out by reading.
/// </summary>
internal sealed class RequestTrail
{
    /// <summary>The value of a tag has at most 256 characters; five entries of at most 50 fit.</summary>
    internal const string Tag = "capacity-requests";

    private const int Longest = 5;
    private const int KeyLength = 12;

    private readonly IReadOnlyList<RequestEntry> _entries;

    private RequestTrail(IReadOnlyList<RequestEntry> entries) => _entries = entries;

    internal RequestEntry? Newest => _entries.Count > 0 ? _entries[0] : null;

    /// <summary>48 bits of the id's digest: ids may be longer than a tag.</summary>
    internal static string KeyOf(string requestId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(requestId)))[..KeyLength];

    internal static RequestTrail Parse(string? tag)
    {
        List<RequestEntry> entries = [];
        foreach (string text in (tag ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            // Somebody may have edited the tag: what does not read like an entry is none.
            if (Read(text.Split('.')) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return new RequestTrail(entries);
    }

    internal RequestEntry? Find(string key, long target) =>
        _entries.Where(entry => entry.Key == key && entry.Target == target).Select(entry => (RequestEntry?)entry).FirstOrDefault();

    /// <summary>With this entry in front, in place of an earlier one of the same request.</summary>
    internal RequestTrail With(RequestEntry entry) =>
        new([entry, .. _entries.Where(earlier => earlier.Key != entry.Key).Take(Longest - 1)]);

    public override string ToString() => string.Join(';', _entries.Select(Write));

    private static string Write(RequestEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"{entry.Key}.{entry.Before}.{entry.Target}.{entry.Attempted}.{(entry.Class is { } known ? (int)known : "-")}");

    private static RequestEntry? Read(string[] parts)
    {
        if (parts.Length != 5 || parts[0].Length != KeyLength
            || !Number(parts[1], out long before) || !Number(parts[2], out long target) || !Number(parts[3], out long attempted))
        {
            return null;
        }

        bool refused = int.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out int known);
        return new RequestEntry(parts[0], before, target, attempted, refused && Enum.IsDefined((FailureClass)known) ? (FailureClass)known : null);
    }

    private static bool Number(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
