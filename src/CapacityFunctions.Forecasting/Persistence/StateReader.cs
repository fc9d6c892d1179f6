using System.Buffers.Binary;
using System.Text;

namespace CapacityFunctions.Forecasting.Persistence;

/// <summary>Reads what <see cref="StateWriter"/> wrote. State that ends early or claims impossible lengths is an <see cref="InvalidDataException"/>.</summary>
public sealed class StateReader(ReadOnlyMemory<byte> state)
{
    private readonly List<float[]> shared = [];
    private int position;

    public byte ReadByte() => Take(1)[0];

    public bool ReadBoolean() => ReadByte() != 0;

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public long ReadVariableInt64()
    {
        ulong folded = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = ReadByte();
            folded |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)(folded >> 1) ^ -(long)(folded & 1);
            }
        }

        throw new InvalidDataException($"Model state is damaged: a number before byte {position} has no end.");
    }

    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadInt64());

    /// <summary>UTC ticks.</summary>
    public DateTimeOffset ReadInstant()
    {
        long ticks = ReadInt64();
        return ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new InvalidDataException($"Model state is damaged: {ticks} ticks before byte {position} are no instant.");
    }

    public float ReadSingle() => BitConverter.Int32BitsToSingle(ReadInt32());

    public Half ReadHalf() => BinaryPrimitives.ReadHalfLittleEndian(Take(sizeof(short)));

    public string ReadString() => Encoding.UTF8.GetString(Take(ReadInt32()));

    public string[] ReadStrings()
    {
        string[] values = new string[ReadLength(sizeof(int))];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadString();
        }

        return values;
    }

    public double[] ReadDoubles()
    {
        double[] values = new double[ReadLength(sizeof(double))];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadDouble();
        }

        return values;
    }

    public float[] ReadSingles()
    {
        float[] values = new float[ReadLength(sizeof(float))];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadSingle();
        }

        return values;
    }

    /// <summary>What <see cref="StateWriter.WriteSharedSingles"/> wrote; not to be changed.</summary>
    public float[] ReadSharedSingles()
    {
        int known = ReadInt32();
        if (known >= shared.Count)
        {
            throw new InvalidDataException($"Model state is damaged: it refers to part {known} of {shared.Count}.");
        }

        if (known < 0)
        {
            shared.Add(ReadSingles());
        }

        return known < 0 ? shared[^1] : shared[known];
    }

    public byte[] ReadBytes() => Take(ReadInt32()).ToArray();

    public Half[] ReadHalves()
    {
        Half[] values = new Half[ReadLength(sizeof(short))];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadHalf();
        }

        return values;
    }

    /// <summary>A count of items that take at least <paramref name="itemSize"/> bytes each.</summary>
    public int ReadLength(int itemSize)
    {
        int length = ReadInt32();
        return length >= 0 && (long)length * itemSize <= state.Length - position
            ? length
            : throw new InvalidDataException($"Model state is damaged: {length} items at byte {position} of {state.Length}.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > state.Length - position)
        {
            throw new InvalidDataException($"Model state is damaged: it ends at byte {state.Length}, {count} more were expected at {position}.");
        }

        position += count;
        return state.Span.Slice(position - count, count);
    }
}
