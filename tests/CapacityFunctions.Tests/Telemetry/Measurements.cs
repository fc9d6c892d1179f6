using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CapacityFunctions.Tests.Telemetry;

/// <summary>What one app measures from now on.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measured> _seen = new();

    /// <param name="meters">The app's own: apps of other tests run in the same process.</param>
    public Measurements(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Measured> All => [.. _seen.Where(measured => measured.Meter == "CapacityFunctions")];

    public Measured[] Of(string name) => [.. All.Where(measured => measured.Name == name)];

    /// <summary>The only measurement of an instrument.</summary>
    public double One(string name) => Assert.Single(Of(name)).Value;

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _seen.Enqueue(new Measured(
        instrument.Meter.Name,
        instrument.Name,
        instrument.Unit,
        value,
        tags.ToArray().ToDictionary(tag => tag.Key, tag => $"{tag.Value}", StringComparer.Ordinal)));
}
