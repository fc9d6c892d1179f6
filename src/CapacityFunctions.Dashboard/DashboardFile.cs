namespace CapacityFunctions.Dashboard;

/// <summary>One file of the page.</summary>
/// <param name="Name">Its name; where its bytes change, its name does too, but for pages.</param>
/// <param name="ContentType">As a header states it.</param>
/// <param name="Hash">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">As they are.</param>
/// <param name="Gzip">The same, compressed.</param>
/// <param name="Brotli">The same, compressed further.</param>
public sealed record DashboardFile(
    string Name,
    string ContentType,
    string Hash,
    ReadOnlyMemory<byte> Bytes,
    ReadOnlyMemory<byte> Gzip,
    ReadOnlyMemory<byte> Brotli)
{
    /// <summary>Whether whoever has it never needs to ask again.</summary>
    public bool IsImmutable => !Name.EndsWith(".html", StringComparison.Ordinal);

    /// <summary>The smallest form that a client takes.</summary>
    /// <param name="acceptEncoding">The header; null or empty where there is none. Quality values are not weighed: 0 is the only one that counts.</param>
    /// <returns>The bytes, and the encoding to state; null for none.</returns>
    public (ReadOnlyMemory<byte> Body, string? Encoding) For(string? acceptEncoding)
    {
        HashSet<string> accepted = new(StringComparer.OrdinalIgnoreCase);
        foreach (string entry in (acceptEncoding ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = entry.Split(';', StringSplitOptions.TrimEntries);
            if (!parts.Skip(1).Any(parameter => parameter is "q=0" or "q=0.0" or "q=0.00" or "q=0.000"))
            {
                accepted.Add(parts[0]);
            }
        }

        return accepted.Contains("br") ? (Brotli, "br") : accepted.Contains("gzip") ? (Gzip, "gzip") : (Bytes, null);
    }
}
