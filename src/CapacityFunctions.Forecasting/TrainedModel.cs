using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting;

/// <summary>
/// A fitted model of one series with its state, past errors and calibrated intervals. Immutable: <see cref="Update"/> returns the advanced
/// model and fits nothing anew.
/// </summary>
public sealed class TrainedModel
{
    // Intervals stop widening there: by then they are as wide as the history.
    private const int LongestGap = 2_016;

    private readonly ModelMember[] members;
    private readonly OriginRow[] rows;
    private readonly ConfidenceJudgement confidence;
    private readonly ForecastBounds bounds;
    private readonly RunningRecord running;
    private readonly bool isNonNegative;
    private double[]? calibration;

    internal TrainedModel(
        HorizonSpec horizon,
        DateTimeOffset end,
        IReadOnlyList<int> periods,
        ModelMember[] members,
        OriginRow[] rows,
        IReadOnlyList<CandidateScore> candidates,
        ConfidenceJudgement confidence,
        ForecastBounds bounds,
        RunningRecord running,
        bool isNonNegative,
        int missingSteps)
    {
        Horizon = horizon;
        End = end;
        Periods = periods;
        Candidates = candidates;
        this.members = members;
        this.rows = rows;
        this.confidence = confidence;
        this.bounds = bounds;
        this.running = running;
        this.isNonNegative = isNonNegative;
        MissingSteps = missingSteps;
    }

    /// <summary>What the model was trained for.</summary>
    public HorizonSpec Horizon { get; }

    /// <summary>Exclusive end of what the model has seen: the start of the first step it forecasts.</summary>
    public DateTimeOffset End { get; }

    /// <summary>Steps at the end that were not observed: intervals are as wide as that much further ahead.</summary>
    public int MissingSteps { get; }

    /// <summary>Season lengths in steps, ascending; empty for none.</summary>
    public IReadOnlyList<int> Periods { get; }

    /// <summary>What the methods scored in training, best first; empty when the history was too short to judge.</summary>
    public IReadOnlyList<CandidateScore> Candidates { get; }

    public Confidence Confidence => confidence.Confidence;

    /// <summary>Why the confidence is what it is, in words.</summary>
    public string ConfidenceReason => confidence.Reason;

    /// <summary>Name of the method, or of the members of a combination joined by '+', best first.</summary>
    public string Name => string.Join('+', members.Select(member => member.Method.Name));

    /// <summary>What was fitted inside, for people.</summary>
    public string Description => string.Join("; ", members.Select(member => $"{member.Method.Name}: {member.Model.Description}"));

    /// <summary>Errors of past forecasts, for adding up the demand of several accounts.</summary>
    public ErrorSamples Errors => new(Horizon, rows);

    /// <summary>Advances the state over newer observations, gaps included, without refitting.</summary>
    /// <param name="observations">
    /// On the model's grid. Steps the model has seen are ignored; steps missing between End and its start count as missing.
    /// </param>
    /// <exception cref="ArgumentException">The grids differ.</exception>
    public TrainedModel Update(TimeSeries observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        long offset = (End - observations.Start).Ticks;
        if (observations.Step != Horizon.Grid || offset % Horizon.Grid.Ticks != 0)
        {
            throw new ArgumentException("The observations are on another grid.", nameof(observations));
        }

        int first = checked((int)(offset / Horizon.Grid.Ticks));
        int count = observations.Length - first;
        if (count <= 0)
        {
            return this;
        }

        double[] values = new double[count];
        bool[] missing = new bool[count];
        for (int i = 0; i < count; i++)
        {
            missing[i] = first + i < 0 || !observations.TryGetValue(first + i, out values[i]);
        }

        return ModelUpdate.Run(this, members, rows, bounds, running, values, missing);
    }

    /// <summary>Forecasts from <see cref="End"/> on.</summary>
    /// <param name="horizon">Steps, at least 1; beyond what the model was trained for the intervals are the method's own.</param>
    public Forecast Forecast(int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        int gap = Math.Min(MissingSteps, LongestGap);
        PredictiveDistribution forecast = MemberForecast.Combine(members, horizon + gap, Horizon.Steps, bounds, running);
        double[] mean = forecast.Mean[..horizon].ToArray();
        double[] quantiles = new double[horizon * QuantileGrid.Count];
        ReadOnlySpan<double> scores = CalibrationFor(horizon + gap).AsSpan(gap * QuantileGrid.Count);
        double floor = isNonNegative ? 0 : double.NegativeInfinity;
        for (int step = 0; step < horizon; step++)
        {
            double stretch = gap == 0 ? 1 : Math.Max(1, Width(forecast, step + gap) / Width(forecast, step));
            for (int i = 0; i < QuantileGrid.Count; i++)
            {
                double value = forecast.ValueAt(step, scores[(step * QuantileGrid.Count) + i]);
                quantiles[(step * QuantileGrid.Count) + i] = Math.Max(floor, mean[step] + (stretch * (value - mean[step])));
            }

            mean[step] = Math.Max(floor, mean[step]);
        }

        return new Forecast(End, Horizon.Grid, mean, quantiles);
    }

    /// <summary>Forecasts the horizon the model was trained for.</summary>
    public Forecast Forecast() => Forecast(Horizon.Steps);

    /// <summary>The model as compact, versioned binary; <see cref="Deserialize"/> restores it.</summary>
    public byte[] Serialize()
    {
        StateWriter writer = new();
        TrainedModelState.Write(writer, this, members, rows, confidence, bounds, isNonNegative, running);
        return writer.ToArray();
    }

    /// <param name="state">Written by this or an older version.</param>
    /// <param name="catalog">The methods the model may consist of; null for <see cref="MethodCatalog.Default"/>.</param>
    /// <exception cref="InvalidDataException">The state is damaged, from a newer version, or of a method the catalog doesn't hold.</exception>
    public static TrainedModel Deserialize(ReadOnlyMemory<byte> state, MethodCatalog? catalog = null) =>
        TrainedModelState.Read(new StateReader(state), catalog ?? MethodCatalog.Default);

    internal TrainedModel Advance(
        DateTimeOffset end, ModelMember[] advanced, OriginRow[] newRows, in ForecastBounds newBounds, RunningRecord newRunning, int missingSteps) =>
        new(Horizon, end, Periods, advanced, newRows, Candidates, confidence, newBounds, newRunning, isNonNegative, missingSteps);

    private static double Width(PredictiveDistribution forecast, int step) => forecast.Quantiles(step)[^1] - forecast.Quantiles(step)[0];

    /// <summary>Computed once a model for its own horizon. A race computes it twice, with the same result.</summary>
    private double[] CalibrationFor(int horizon) =>
        horizon > Horizon.Steps ? Calibrate(horizon) : calibration ??= Calibrate(Horizon.Steps);

    private double[] Calibrate(int horizon)
    {
        double[] scores = ConformalCalibrator.Scores(rows, horizon);
        running.Coverage.Apply(scores);
        return scores;
    }
}
