using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Performance;

/// <summary>What was measured of one account in one UTC hour, by second: 3,600 samples at most, so that an hour always fits into a row.</summary>
internal sealed class HourSamples
{
    private const int Fields = 3;

    /// <summary>NaN is what was not measured; it stays inside this class and the bytes.</summary>
    private readonly SortedList<int, (double LatencyMs, double Throughput)> _seconds = [];

    /// <summary>Second of the hour, latency and throughput of each sample, by second.</summary>
    internal byte[] ToBytes() => PackedDoubles.Pack(
        [.. _seconds.SelectMany(sample => new[] { sample.Key, sample.Value.LatencyMs, sample.Value.Throughput })]);

    /// <exception cref="InvalidDataException">The bytes are no hour.</exception>
    internal static HourSamples FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % (Fields * sizeof(double)) != 0)
        {
            throw new InvalidDataException($"An hour of performance has {Fields * sizeof(double)} bytes a sample; this one has {bytes.Length} in all.");
        }

        HourSamples hour = new();
        double[] values = PackedDoubles.Unpack(bytes);
        for (int i = 0; i < values.Length; i += Fields)
        {
            hour._seconds.Add((int)values[i], (values[i + 1], values[i + 2]));
        }

        return hour;
    }

    internal void Add(ServiceLevelSample sample)
    {
        DateTime at = sample.At.UtcDateTime;
        Put((at.Minute * 60) + at.Second, sample.LatencyMs ?? double.NaN, sample.Throughput ?? double.NaN);
    }

    /// <summary>Takes over what another hour measured: its values replace those of the same second, and what it lacks stays.</summary>
    /// <returns>How many samples changed.</returns>
    internal int Merge(HourSamples other)
    {
        int changed = 0;
        foreach ((int second, (double latency, double throughput)) in other._seconds)
        {
            changed += Put(second, latency, throughput) ? 1 : 0;
        }

        return changed;
    }

    /// <param name="hour">The instant at which the hour begins.</param>
    internal IEnumerable<ServiceLevelSample> Samples(DateTimeOffset hour) => _seconds.Select(sample => new ServiceLevelSample
    {
        At = hour.AddSeconds(sample.Key),
        LatencyMs = double.IsNaN(sample.Value.LatencyMs) ? null : sample.Value.LatencyMs,
        Throughput = double.IsNaN(sample.Value.Throughput) ? null : sample.Value.Throughput,
    });

    private bool Put(int second, double latencyMs, double throughput)
    {
        (double LatencyMs, double Throughput) before = _seconds.TryGetValue(second, out var known) ? known : (double.NaN, double.NaN);
        (double LatencyMs, double Throughput) after =
            (double.IsNaN(latencyMs) ? before.LatencyMs : latencyMs, double.IsNaN(throughput) ? before.Throughput : throughput);
        _seconds[second] = after;
        return !before.Equals(after);
    }
}
