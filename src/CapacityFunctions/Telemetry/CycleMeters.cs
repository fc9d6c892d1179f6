using System.Diagnostics;
using System.Diagnostics.Metrics;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Timelines;

namespace CapacityFunctions.Telemetry;

/// <summary>
/// What the loop tells alerts and the workbook: names, units and dimensions are those of infra/metrics.json. No dimension names an account.
/// </summary>
public sealed class CycleMeters
{
    public const string MeterName = "CapacityFunctions";

    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _cycles;
    private readonly Counter<long> _forecasts;
    private readonly Counter<long> _fallbacks;
    private readonly Histogram<double> _error;
    private readonly Histogram<double> _coverage;
    private readonly Gauge<double> _reserved;
    private readonly Gauge<double> _used;
    private readonly Gauge<double> _allocated;
    private readonly Gauge<double> _unmet;
    private readonly Gauge<double> _cost;
    private readonly Counter<long> _requests;
    private readonly Gauge<long> _overrides;
    private readonly Gauge<long> _held;

    public CycleMeters(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>("capacity.cycle.duration", "s", "From the start of a cycle to its end");
        _lag = meter.CreateHistogram<double>("capacity.cycle.lag", "s", "From the scheduled time of a cycle to its start");
        _cycles = meter.CreateCounter<long>("capacity.cycles", "{cycle}", "Cycles by how they ended");
        _forecasts = meter.CreateCounter<long>("capacity.forecasts", "{forecast}", "Forecasts by the model that made them and how far they look");
        _fallbacks = meter.CreateCounter<long>("capacity.forecast.fallbacks", "{forecast}", "Forecasts of series for which an older or simpler model stood in");
        _error = meter.CreateHistogram<double>("capacity.forecast.relative_error", "1", "Absolute errors of a prediction that is over, divided by usage");
        _coverage = meter.CreateHistogram<double>("capacity.forecast.coverage", "1", "Share of a prediction's outcomes inside its 90 % interval");
        _reserved = meter.CreateGauge<double>("capacity.reserved", "{unit}", "Units that are held");
        _used = meter.CreateGauge<double>("capacity.used", "{unit}", "Newest usage of the accounts that are not held");
        _allocated = meter.CreateGauge<double>("capacity.allocated", "{unit}", "Units that accounts may use");
        _unmet = meter.CreateGauge<double>("capacity.unmet", "{unit}", "Need that no capacity covers");
        _cost = meter.CreateGauge<double>("capacity.cost", "{currency}/h", "Price for an hour of what is held");
        _requests = meter.CreateCounter<long>("capacity.requests", "{request}", "Requests to the provider by what became of them");
        _overrides = meter.CreateGauge<long>("capacity.overrides.active", "{override}", "Overrides that were in force");
        _held = meter.CreateGauge<long>("capacity.series.held", "{series}", "Series for which nothing was decided");
    }

    /// <summary>A cycle that ran has ended. Called twice, it counts twice.</summary>
    /// <param name="cycle">With its summary.</param>
    /// <param name="counts">What it forecast and asked for.</param>
    /// <param name="lines">One for each resource type.</param>
    public void Ended(Cycle cycle, CycleCounts counts, IEnumerable<TimelineEntry> lines)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(lines);

        _lag.Record(cycle.Lag.TotalSeconds);
        if (cycle.Duration is { } duration)
        {
            _duration.Record(duration.TotalSeconds);
        }

        if (cycle.Summary is { } summary)
        {
            _cost.Record((double)summary.CostPerHourAfter);
            _overrides.Record(summary.ActiveOverrides);
            _held.Record(summary.Held);
        }

        foreach (ForecastCount made in counts.Forecasts)
        {
            _forecasts.Add(made.Count, new("model", made.Model), new("horizon", ForecastHorizons.NameOf(made.Horizon)));
        }

        _fallbacks.Add(counts.FallbackForecasts);
        foreach (RequestCount ended in counts.Requests)
        {
            _requests.Add(ended.Count, new KeyValuePair<string, object?>("outcome", ended.Outcome.ToString()));
        }

        foreach (TimelineEntry line in lines)
        {
            Record(line);
        }

        Count(cycle.Status);
    }

    /// <summary>A cycle that never ran, or died, has its status.</summary>
    public void Count(CycleStatus status) => _cycles.Add(1, new KeyValuePair<string, object?>("status", status.ToString()));

    /// <summary>Predictions of accounts that are over, compared with what came.</summary>
    public void Judged(IEnumerable<AccuracyFigures> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        foreach (AccuracyFigures figures in predictions)
        {
            if (figures.ScaledError is { } error)
            {
                _error.Record(error);
            }

            if (figures.Coverage90 is { } coverage)
            {
                _coverage.Record(coverage);
            }
        }
    }

    private void Record(TimelineEntry line)
    {
        TagList type = new() { { "resource_type", line.ResourceType.Value } };
        _reserved.Record((double)line.Reserved, type);
        _allocated.Record((double)line.Allocated, type);
        _unmet.Record((double)line.Unmet, type);
        if (line.Demand is { } used)
        {
            _used.Record(used, type);
        }
    }
}
