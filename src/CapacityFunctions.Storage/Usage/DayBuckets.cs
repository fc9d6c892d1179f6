using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Usage;

/// <summary>The five-minute buckets of one UTC day; each holds the highest observation, or nothing.</summary>
internal sealed class DayBuckets
{
    internal const int Count = 288;
    internal static readonly TimeSpan Width = TimeSpan.FromMinutes(5);

    /// <summary>NaN is a bucket without observation; it stays inside this class and the bytes.</summary>
    private readonly double[] _values;

    internal DayBuckets()
        : this(new double[Count]) => Array.Fill(_values, double.NaN);

    private DayBuckets(double[] values) => _values = values;

    /// <summary>When the newest observation was made, which is finer than its bucket.</summary>
    internal DateTimeOffset NewestAt { get; private set; } = DateTimeOffset.MinValue;

    /// <exception cref="InvalidDataException">The bytes are no day.</exception>
    internal static DayBuckets FromBytes(ReadOnlySpan<byte> bytes, DateTimeOffset newestAt) =>
        bytes.Length == Count * sizeof(double)
            ? new DayBuckets(PackedDoubles.Unpack(bytes)) { NewestAt = newestAt }
            : throw new InvalidDataException($"A day of usage has {Count * sizeof(double)} bytes; this one has {bytes.Length}.");

    internal byte[] ToBytes() => PackedDoubles.Pack(_values);

    internal void Add(DateTimeOffset timestamp, double amount)
    {
        int bucket = (int)(timestamp.UtcDateTime.TimeOfDay.Ticks / Width.Ticks);
        Raise(bucket, amount);
        NewestAt = timestamp > NewestAt ? timestamp.ToUniversalTime() : NewestAt;
    }

    internal bool TryGet(int bucket, out double amount)
    {
        amount = _values[bucket];
        return !double.IsNaN(amount);
    }

    /// <summary>Takes over what another day adds to this one.</summary>
    /// <returns>How many buckets changed.</returns>
    internal int Merge(DayBuckets other)
    {
        int changed = 0;
        for (int bucket = 0; bucket < Count; bucket++)
        {
            changed += other.TryGet(bucket, out double amount) && Raise(bucket, amount) ? 1 : 0;
        }

        NewestAt = other.NewestAt > NewestAt ? other.NewestAt : NewestAt;
        return changed;
    }

    private bool Raise(int bucket, double amount)
    {
        bool higher = !(amount <= _values[bucket]);
        _values[bucket] = higher ? amount : _values[bucket];
        return higher;
    }
}
