using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting;

/// <summary>
/// A fitted model of one series with its state, past errors and calibrated intervals. Immutable: <see cref="Update(TimeSeries)"/> returns the advanced
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
    private readonly InputBasis? basis;
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
        int missingSteps,
        InputBasis? basis,
        IReadOnlyList<InputUse> inputs,
        TimeZoneInfo timeZone)
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
        this.basis = basis;
        Inputs = inputs;
        TimeZone = timeZone;
    }

    /// <summary>What the model was trained for.</summary>
    public HorizonSpec Horizon { get; }

    /// <summary>Exclusive end of what the model has seen: the start of the first step it forecasts.</summary>
    public DateTimeOffset End { get; }

    /// <summary>Steps at the end that were not observed: intervals are as wide as that much further ahead.</summary>
    public int MissingSteps { get; }

    /// <summary>Zone whose clock the seasons follow.</summary>
    public TimeZoneInfo TimeZone { get; }

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

    /// <summary>What became of each external input in training, by name; empty when none was given.</summary>
    public IReadOnlyList<InputUse> Inputs { get; }

    /// <summary>Errors of past forecasts, for adding up the demand of several accounts.</summary>
    public ErrorSamples Errors => new(Horizon, rows);

    /// <summary>What live coverage has multiplied the calibrated 90 % interval by, on the side where that is more: 1 when as many outcomes lie outside as should.</summary>
    public double LiveWidening => Math.Exp(Math.Max(running.Coverage.Lower, running.Coverage.Upper));

    /// <summary>
    /// Compares the forecasts that were due since the training with those before it, by the model's own record of about forty.
    /// </summary>
    /// <param name="trainedThrough">End of what the training saw.</param>
    /// <returns>Null while there are too few of either to judge.</returns>
    public DriftTest? DriftSince(DateTimeOffset trainedThrough)
    {
        TimeSpan length = Horizon.Grid * Horizon.Steps;
        return DriftTest.Of(
            OriginLosses.Between(rows, DateTimeOffset.MinValue, trainedThrough, length),
            OriginLosses.Between(rows, trainedThrough, End, length));
    }

    /// <summary>Advances the state over newer observations, gaps included, without refitting.</summary>
    /// <param name="observations">
    /// On the model's grid. Steps the model has seen are ignored; steps missing between End and its start count as missing.
    /// </param>
    /// <exception cref="ArgumentException">The grids differ.</exception>
    public TrainedModel Update(TimeSeries observations) => Update(observations, ExternalInputs.None);

    /// <inheritdoc cref="Update(TimeSeries)"/>
    /// <param name="observations">As above.</param>
    /// <param name="inputs">
    /// The inputs of training, at least from End on; of one that is missing, or ends early, what is expected of it stands in. Others are ignored.
    /// </param>
    public TrainedModel Update(TimeSeries observations, ExternalInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
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

        return ModelUpdate.Run(this, members, rows, bounds, running, basis, inputs, values, missing);
    }

    /// <summary>Forecasts from <see cref="End"/> on.</summary>
    /// <param name="horizon">Steps, at least 1; beyond what the model was trained for the intervals are the method's own.</param>
    public Forecast Forecast(int horizon) => Forecast(horizon, ExternalInputs.None);

    /// <inheritdoc cref="Forecast(int)"/>
    /// <param name="horizon">As above.</param>
    /// <param name="inputs">
    /// The inputs of training over the time that is forecast; where one is not known, what is expected of it stands in, and
    /// <see cref="Forecasting.Forecast.InputReason"/> names it.
    /// </param>
    public Forecast Forecast(int horizon, ExternalInputs inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentNullException.ThrowIfNull(inputs);
        int gap = Math.Min(MissingSteps, LongestGap);
        InputColumns? columns = basis?.Next(inputs, horizon + gap, isFuture: true);
        PredictiveDistribution forecast = MemberForecast.Combine(
            members, new ForecastRequest(horizon + gap, columns?.Matrix), Horizon.Steps, bounds, running);
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

        return new Forecast(End, Horizon.Grid, mean, quantiles) { InputReason = InputReasonOf(inputs, horizon) };
    }

    /// <summary>Forecasts the horizon the model was trained for.</summary>
    public Forecast Forecast() => Forecast(Horizon.Steps);

    /// <summary>Forecasts the horizon the model was trained for.</summary>
    /// <param name="inputs">The inputs of training over the time that is forecast.</param>
    public Forecast Forecast(ExternalInputs inputs) => Forecast(Horizon.Steps, inputs);

    /// <summary>The model as compact, versioned binary; <see cref="Deserialize"/> restores it.</summary>
    public byte[] Serialize()
    {
        StateWriter writer = new();
        TrainedModelState.Write(writer, this, members, rows, confidence, bounds, isNonNegative, running, basis);
        return writer.ToArray();
    }

    /// <param name="state">Written by this or an older version.</param>
    /// <param name="catalog">The methods the model may consist of; null for <see cref="MethodCatalog.Default"/>.</param>
    /// <exception cref="InvalidDataException">The state is damaged, from a newer version, or of a method the catalog doesn't hold.</exception>
    public static TrainedModel Deserialize(ReadOnlyMemory<byte> state, MethodCatalog? catalog = null) =>
        TrainedModelState.Read(new StateReader(state), catalog ?? MethodCatalog.Default);

    internal TrainedModel Advance(
        DateTimeOffset end,
        ModelMember[] advanced,
        OriginRow[] newRows,
        in ForecastBounds newBounds,
        RunningRecord newRunning,
        InputBasis? newBasis,
        int missingSteps) =>
        new(Horizon, end, Periods, advanced, newRows, Candidates, confidence, newBounds, newRunning, isNonNegative, missingSteps, newBasis, Inputs, TimeZone);

    /// <summary>Which inputs are not known over a forecast, though they should be.</summary>
    private string? InputReasonOf(ExternalInputs inputs, int horizon) =>
        basis?.Next(inputs, horizon, isFuture: true).Missing is { Count: > 0 } missing
            ? $"no value of {string.Join(", ", missing)} for all of the time that is forecast: what is usual stands in"
            : null;

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
