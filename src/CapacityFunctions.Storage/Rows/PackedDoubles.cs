using System.Buffers.Binary;

namespace CapacityFunctions.Storage.Rows;

/// <summary>Arrays of numbers as bytes: IEEE 754 doubles, little-endian, so that what is read is exactly what was written.</summary>
internal static class PackedDoubles
{
    internal static byte[] Pack(IEnumerable<double> values)
    {
        double[] numbers = values as double[] ?? [.. values];
        byte[] bytes = new byte[numbers.Length * sizeof(double)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), numbers[i]);
        }

        return bytes;
    }

    internal static double[] Unpack(ReadOnlySpan<byte> bytes)
    {
        double[] numbers = new double[bytes.Length / sizeof(double)];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        }

        return numbers;
    }
}
