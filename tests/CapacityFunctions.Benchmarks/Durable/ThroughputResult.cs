using System.Globalization;
using CapacityFunctions.Benchmarks.Durable.Storage;

namespace CapacityFunctions.Benchmarks.Durable;

/// <summary>What a scenario took, beside what its writes alone took.</summary>
internal sealed class ThroughputResult(ThroughputScenario scenario, string storage)
{
    public static readonly string[] Headings =
        ["scenario", "history in", "median ms", "fastest–slowest", "activities/s", "ms/activity", "writes", "KB written", "same writes raw ms", "fastest–slowest", "engine ÷ raw", "fastest ÷ fastest"];

    private readonly Measurement _engine = new();
    private readonly Measurement _raw = new();
    private int _writes;
    private long _bytes;

    public void Add(TimeSpan engine, TimeSpan raw, IReadOnlyList<RecordedWrite> writes)
    {
        _engine.Add(engine);
        _writes = writes.Count;
        _bytes = writes.Sum(write => (long)write.Body.Length);
        if (raw > TimeSpan.Zero)
        {
            _raw.Add(raw);
        }
    }

    public string[] Cells()
    {
        bool hasRaw = !double.IsNaN(_raw.Median);
        return
        [
            scenario.Name,
            storage,
            Text($"{_engine.Median:0.0}"),
            Text($"{_engine.Fastest:0.0}–{_engine.Slowest:0.0}"),
            Text($"{scenario.Activities / _engine.Median * 1000:N0}"),
            Text($"{_engine.Median / scenario.Activities:0.000}"),
            hasRaw ? Text($"{_writes}") : "-",
            hasRaw ? Text($"{_bytes / 1024.0:N0}") : "-",
            hasRaw ? Text($"{_raw.Median:0.0}") : "-",
            hasRaw ? Text($"{_raw.Fastest:0.0}–{_raw.Slowest:0.0}") : "-",
            hasRaw ? Text($"{_engine.Median / _raw.Median:0.00}") : "-",
            hasRaw ? Text($"{_engine.Fastest / _raw.Fastest:0.00}") : "-",
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
