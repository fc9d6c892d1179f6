using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Selection;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting;

/// <summary>
/// Learns to forecast one series: tries methods on its own past (rolling origins, no look-ahead), chooses one or a combination, fits it to
/// everything and calibrates its intervals. Deterministic; safe for concurrent use.
/// </summary>
public sealed class WorkloadPredictionEngine
{
    // Longer histories add nothing to smoothing parameters but cost time; four weeks at five minutes fit in.
    private const int MaxHistory = 8_640;

    private readonly PredictionOptions options;
    private readonly MethodCatalog catalog;

    public WorkloadPredictionEngine(PredictionOptions? options = null, MethodCatalog? catalog = null)
    {
        this.options = options ?? new PredictionOptions();
        this.catalog = catalog ?? MethodCatalog.Default;
        foreach (string name in this.options.Methods ?? [])
        {
            _ = this.catalog.Get(name);
        }
    }

    /// <summary>Chooses and fits a model. Any history gives one: confidence says what it is worth.</summary>
    /// <param name="history">On the grid of <paramref name="horizon"/>; may be short, constant or mostly missing.</param>
    /// <param name="horizon">How far ahead the model will be asked.</param>
    /// <exception cref="ArgumentException">The grids differ.</exception>
    public TrainedModel Train(TimeSeries history, HorizonSpec horizon) => Train(history, horizon, ExternalInputs.None);

    /// <inheritdoc cref="Train(TimeSeries, HorizonSpec)"/>
    /// <param name="history">As above.</param>
    /// <param name="horizon">As above.</param>
    /// <param name="inputs">
    /// External series that may help; what doesn't help out of sample is dropped, and <see cref="TrainedModel.Inputs"/> says so. Of those that
    /// are only observed, values after the history are not looked at.
    /// </param>
    public TrainedModel Train(TimeSeries history, HorizonSpec horizon, ExternalInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(horizon);
        ArgumentNullException.ThrowIfNull(inputs);
        if (history.Step != horizon.Grid)
        {
            throw new ArgumentException($"The series has steps of {history.Step}, the horizon of {horizon.Grid}.", nameof(history));
        }

        TimeSeries series = history.Tail(MaxHistory).TrimStart();
        if (series.KnownCount == 0)
        {
            // Nothing is known: zero at the next step, with a confidence that forbids acting on it.
            series = TimeSeries.FromValues(history.End - history.Step, history.Step, [0]);
            return Fit(series, horizon, history.KnownCount, ExternalInputs.None);
        }

        return Fit(series, horizon, series.KnownCount, inputs.KnownAt(series.End));
    }

    private TrainedModel Fit(TimeSeries series, HorizonSpec horizon, int knownCount, ExternalInputs inputs)
    {
        int[] periods = [.. (options.Periods ?? SeasonalPeriods.Detect(series)).Where(period => period > 1 && 2 * period <= series.Length).Order()];
        OriginPlan plan = OriginPlan.Create(series, horizon, periods.Length > 0 ? periods[0] : 1);

        // A season that can't be judged at half of the origins isn't used either.
        int middle = plan.Origins.Length > 0 ? plan.Origins[plan.Origins.Length / 2] : series.Length;
        periods = [.. periods.Where((period, index) => index == 0 || 2 * period <= middle)];

        double[] filled = GapRepair.Fill(series, periods.Length > 0 ? periods[^1] : 1);
        double scale = ForecastAccuracy.SeasonalNaiveScale(filled, periods.Length > 0 ? periods[0] : 1);
        ForecastBounds bounds = ForecastBounds.Of(filled, scale);
        LocalGrid? localGrid = LocalGrid.Of(options.TimeZone, series.Step);
        RollingEvaluator evaluator = new(series, horizon, periods, options.Seed, bounds, localGrid);
        FitRequest request = evaluator.RequestAt(series.Length);
        List<Candidate> candidates = new CandidateSearch(evaluator, plan, options, catalog).Run(request);
        FittedChoice fitted = new ModelFitter(catalog, options, evaluator, bounds, horizon).Fit(candidates);

        double unit = scale > 0 ? scale : 1;
        InputOutcome outcome = InputTraining.Run(
            new InputTask(series, horizon, periods, options, bounds, unit, localGrid), inputs, plan, evaluator, candidates, fitted.Choice);
        if (outcome.Design is { } design)
        {
            candidates = outcome.Candidates;
            fitted = new ModelFitter(catalog, options, evaluator, bounds, horizon, design).Fit(
                [.. candidates.Where(candidate => candidate.Method is RegressedMethod)]);
        }

        Choice choice = fitted.Choice;
        CandidateScore[] scores = [.. candidates
            .OrderBy(candidate => candidate.Score.Pinball)
            .Select(candidate => new CandidateScore(
                candidate.Method.Name, candidate.Score.Pinball / unit, candidate.Score.AbsoluteError / unit))];
        RowScore? naive = candidates.Find(candidate => candidate.Method.Name == MethodCatalog.SeasonalNaive)?.Score;
        ConfidenceJudgement confidence = ConfidenceJudgement.Of(series, knownCount, periods, choice, naive);
        int missingSteps = series.Length - 1 - series.Missing.LastIndexOf(value: false);
        OriginRow[] rows = [.. ModelUpdate.Settled(choice.Rows, series.End, horizon)];
        return new TrainedModel(
            horizon, series.End, periods, fitted.Members, rows, scores, confidence, bounds, fitted.Running, options.IsNonNegative, missingSteps, fitted.Basis, outcome.Uses, options.TimeZone);
    }
}
