using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Selection;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>A contest on one series.</summary>
internal sealed class SeriesContest
{
    private const int Seed = 1;

    private readonly LearnedSeries learned;
    private readonly HorizonSpec horizon;
    private readonly int number;
    private readonly TimeSeries history;
    private readonly int firstPeriod;
    private readonly RollingEvaluator evaluator;

    /// <param name="item">The series with its whole history.</param>
    /// <param name="horizon">How far ahead.</param>
    /// <param name="number">Its number in the scores.</param>
    public SeriesContest(PanelSeries item, HorizonSpec horizon, int number)
    {
        learned = item.Series;
        this.horizon = horizon;
        this.number = number;
        history = item.History.TrimStart();
        int[] periods = [.. SeasonalPeriods.Detect(history).Where(period => period > 1 && 2 * period <= history.Length)];
        firstPeriod = periods.Length > 0 ? periods[0] : 1;
        double[] filled = history.Length > 0 ? GapRepair.Fill(history, periods.Length > 0 ? periods[^1] : 1) : [0];
        ForecastBounds bounds = ForecastBounds.Of(filled, ForecastAccuracy.SeasonalNaiveScale(filled, firstPeriod));
        evaluator = new RollingEvaluator(history, horizon, periods, Seed, bounds);
    }

    /// <summary>Adds the scores at origins where every one gives a forecast whose outcome has a scale.</summary>
    public void Run(
        ILearnedModel challenger, ILearnedModel? champion, List<OriginScore> challengerScores, List<OriginScore> championScores, List<OriginScore> naiveScores)
    {
        int[] candidates = [.. EvaluationOrigins.Of(history, horizon.Steps, history.Length + 1, horizon.OriginStride).Where(origin => 2 * origin >= history.Length)];
        IForecastMethod method = challenger.ForHeldBack(learned);
        IForecastMethod? rival = champion?.ForHeldBack(learned);
        IForecastMethod naive = MethodCatalog.Default.Get(MethodCatalog.SeasonalNaive);
        int judged = 0;
        foreach (int index in CoarseToFine(candidates.Length, ModelContest.MostOrigins))
        {
            int origin = candidates[index];
            if (ScoreAt(method, origin) is not { } score || ScoreAt(naive, origin) is not { } yardstick)
            {
                continue;
            }

            if (rival is not null)
            {
                if (ScoreAt(rival, origin) is not { } other)
                {
                    continue;
                }

                championScores.Add(other);
            }

            challengerScores.Add(score);
            naiveScores.Add(yardstick);
            if (++judged == ModelContest.MostOrigins)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Indexes from the newest backwards, first as far apart as the wanted number allows, then those between: where the held-back time is shorter than
    /// the candidates reach, the origins still spread over all of it.
    /// </summary>
    internal static IEnumerable<int> CoarseToFine(int count, int wanted)
    {
        bool[] isSeen = new bool[count];
        for (int stride = Math.Max(1, count / wanted); stride > 0; stride /= 2)
        {
            for (int index = count - 1; index >= 0; index -= stride)
            {
                if (!isSeen[index])
                {
                    isSeen[index] = true;
                    yield return index;
                }
            }
        }
    }

    private OriginScore? ScoreAt(IForecastMethod method, int origin)
    {
        if (evaluator.ForecastsOf(method, new OriginPlan([origin], [0]), 0, 1) is not [{ } distribution])
        {
            return null;
        }

        double[] quantiles = new double[distribution.Horizon * QuantileGrid.Count];
        for (int step = 0; step < distribution.Horizon; step++)
        {
            distribution.Quantiles(step).CopyTo(quantiles.AsSpan(step * QuantileGrid.Count));
        }

        Forecast forecast = new(history.TimestampAt(origin), history.Step, distribution.Mean.ToArray(), quantiles);
        return ForecastScore.Of(forecast, history.Head(origin), history.Slice(origin, horizon.Steps), firstPeriod) is { Scaled: not null } score
            ? new OriginScore(number, origin, score)
            : null;
    }
}
