using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Name-based ids (RFC 9562, version 5) in the namespace that Durable Task uses for orchestrations.</summary>
internal static class NameBasedGuid
{
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    /// <summary>The id number <paramref name="counter"/> (from 0) of an execution whose clock shows <paramref name="utcNow"/>.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "SHA-1 is what version 5 is made of; nothing is protected by it.")]
    public static Guid Create(string instanceId, DateTime utcNow, int counter)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{utcNow:o}_{counter}");
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData([.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)], hash);

        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
