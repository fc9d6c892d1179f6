using System.Buffers.Binary;
using System.Text;

namespace CapacityFunctions.Forecasting.Persistence;

/// <summary>Writes model state as compact little-endian binary. Counterpart: <see cref="StateReader"/>.</summary>
public sealed class StateWriter
{
    private readonly MemoryStream stream = new();
    private readonly List<float[]> shared = [];

    public byte[] ToArray() => stream.ToArray();

    public void WriteByte(byte value) => stream.WriteByte(value);

    public void WriteBoolean(bool value) => stream.WriteByte(value ? (byte)1 : (byte)0);

    public void WriteInt32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    public void WriteInt64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    /// <summary>Small magnitudes in few bytes: sign folded into the lowest bit, seven bits a byte.</summary>
    public void WriteVariableInt64(long value)
    {
        ulong folded = (ulong)((value << 1) ^ (value >> 63));
        for (; folded >= 0x80; folded >>= 7)
        {
            stream.WriteByte((byte)(folded | 0x80));
        }

        stream.WriteByte((byte)folded);
    }

    public void WriteDouble(double value) => WriteInt64(BitConverter.DoubleToInt64Bits(value));

    public void WriteSingle(float value) => WriteInt32(BitConverter.SingleToInt32Bits(value));

    public void WriteString(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        WriteInt32(bytes.Length);
        stream.Write(bytes);
    }

    /// <summary>Length, then the texts.</summary>
    public void WriteStrings(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        WriteInt32(values.Count);
        foreach (string value in values)
        {
            WriteString(value);
        }
    }

    /// <summary>Length, then the values in full precision.</summary>
    public void WriteDoubles(ReadOnlySpan<double> values)
    {
        WriteInt32(values.Length);
        foreach (double value in values)
        {
            WriteDouble(value);
        }
    }

    /// <summary>Length, then the values in single precision: error samples don't deserve more.</summary>
    public void WriteSingles(ReadOnlySpan<float> values)
    {
        WriteInt32(values.Length);
        foreach (float value in values)
        {
            WriteSingle(value);
        }
    }

    /// <summary>Like <see cref="WriteSingles"/>, but values that were written this way before are only referred to.</summary>
    public void WriteSharedSingles(float[] values)
    {
        int known = shared.FindIndex(earlier => earlier.AsSpan().SequenceEqual(values));
        WriteInt32(known);
        if (known < 0)
        {
            shared.Add(values);
            WriteSingles(values);
        }
    }

    /// <summary>Length and values.</summary>
    public void WriteBytes(ReadOnlySpan<byte> values)
    {
        WriteInt32(values.Length);
        stream.Write(values);
    }

    public void WriteHalf(Half value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(short)];
        BinaryPrimitives.WriteHalfLittleEndian(bytes, value);
        stream.Write(bytes);
    }

    /// <summary>Length, then the values in half precision.</summary>
    public void WriteHalves(ReadOnlySpan<Half> values)
    {
        WriteInt32(values.Length);
        foreach (Half value in values)
        {
            WriteHalf(value);
        }
    }
}
