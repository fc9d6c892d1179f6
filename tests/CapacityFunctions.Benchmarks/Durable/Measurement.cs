namespace CapacityFunctions.Benchmarks.Durable;

/// <summary>Repeated measurements of one thing, on a machine that does other things as well: the median counts, the extremes are shown.</summary>
internal sealed class Measurement
{
    private readonly List<double> _milliseconds = [];

    public double Median => Ordered() is { Count: > 0 } ordered ? ordered[ordered.Count / 2] : double.NaN;

    public double Fastest => Ordered()[0];

    public double Slowest => Ordered()[^1];

    public void Add(TimeSpan elapsed) => _milliseconds.Add(elapsed.TotalMilliseconds);

    private List<double> Ordered() => [.. _milliseconds.Order()];
}
