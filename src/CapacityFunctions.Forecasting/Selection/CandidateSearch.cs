using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.Empirical;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>
/// Judges methods at the origins, in order of their cost. Cheap ones are fitted often. The others are first judged at the newest origins
/// alone, after one fit, and given up when the best so far was clearly better there (successive halving, Jamieson &amp; Talwalkar 2016, of
/// two rounds). Costs are estimates, so that the result is the same on every machine.
/// </summary>
internal sealed class CandidateSearch(RollingEvaluator evaluator, OriginPlan plan, PredictionOptions options, MethodCatalog catalog)
{
    // Share of the budget that a method may take to be fitted often. At the default that is 0.15 s.
    private const double CheapShare = 0.075;

    // Losses at the newest third of the origins, of quantiles and of means, relative to the best ones. At 1.3 a quarter of the time is
    // saved; on the development tasks the choice is as good as with all methods at all origins, and worse from 1.1 on.
    private const double Hopeless = 1.3;

    private const int MostTreated = 3;

    private static readonly HistoryTreatment[] Treatments = [HistoryTreatment.Level, HistoryTreatment.Spikes];

    private readonly OriginPlan often = plan.WithRefits(OriginPlan.ManyRefits);
    private readonly List<Candidate> candidates = [];
    private TimeSpan spent;
    private RowScore best = RowScore.Unknown;

    /// <summary>What would exceed the budget is left out, seasonal naive never.</summary>
    /// <param name="request">The whole history.</param>
    public List<Candidate> Run(FitRequest request)
    {
        if (plan.Origins.Length == 0)
        {
            return candidates;
        }

        IEnumerable<IForecastMethod> methods = options.Methods?.Select(catalog.Get) ?? catalog.All;
        foreach (IForecastMethod method in methods.OrderBy(method => method.EstimateCost(request)))
        {
            bool isRequired = string.Equals(method.Name, MethodCatalog.SeasonalNaive, StringComparison.Ordinal) || options.Methods is { Count: 1 };
            Judge(method, method.EstimateCost(request), isRequired);
        }

        foreach (HistoryTreatment treatment in Treatments)
        {
            if (TreatedMethod.Changes(treatment, request))
            {
                Treat(treatment, request);
            }
        }

        return candidates;
    }

    /// <summary>Gives the best methods the treated history to fit, and keeps those that lose less with it.</summary>
    private void Treat(HistoryTreatment treatment, FitRequest request)
    {
        foreach (Candidate candidate in candidates.OrderBy(candidate => candidate.Score.Pinball).Take(MostTreated).ToArray())
        {
            // A spike is what distributions of past usage are for, and learned methods have seen spikes and steps of others.
            if (candidate.Method.IsLearned || (treatment == HistoryTreatment.Spikes && candidate.Method is EmpiricalMethod))
            {
                continue;
            }

            TreatedMethod treated = new(candidate.Method, treatment);
            TimeSpan cost = treated.EstimateCost(request);
            OriginPlan fits = PlanFor(cost);
            TimeSpan total = cost * (fits.Refits.Length + 1);
            if (spent + total > options.CpuBudget)
            {
                continue;
            }

            spent += total;
            if (evaluator.Evaluate(treated, fits) is { } past && RowScore.Of(past) is var score && score.Pinball < candidate.Score.Pinball)
            {
                candidates[candidates.IndexOf(candidate)] = new Candidate(treated, past, score);
            }
        }
    }

    private OriginPlan PlanFor(TimeSpan cost) => cost * (often.Refits.Length + 1) <= CheapShare * options.CpuBudget ? often : plan;

    private void Judge(IForecastMethod method, TimeSpan cost, bool isRequired)
    {
        OriginPlan fits = PlanFor(cost);
        TimeSpan total = cost * (fits.Refits.Length + 1);
        if (!isRequired && spent + total > options.CpuBudget)
        {
            return;
        }

        int newest = plan.Refits[^1];
        PredictiveDistribution[]? first = fits == often || isRequired ? null : evaluator.ForecastsOf(method, plan, newest, plan.Origins.Length);
        if (first is not null && IsHopeless(evaluator.UncalibratedScore(first, plan)))
        {
            spent += cost;
            return;
        }

        spent += total;
        OriginForecasts? past = first is null ? evaluator.Evaluate(method, fits) : evaluator.Complete(method, plan, first);
        RowScore score = past is null ? RowScore.Unknown : RowScore.Of(past);
        if (past is null || !double.IsFinite(score.Pinball))
        {
            return;
        }

        candidates.Add(new Candidate(method, past, score));
        RowScore latest = evaluator.UncalibratedScore(past.Forecasts.AsSpan(newest), plan);
        best = new RowScore(Math.Min(best.Pinball, latest.Pinball), Math.Min(best.AbsoluteError, latest.AbsoluteError));
    }

    private bool IsHopeless(in RowScore score) =>
        score.Pinball > Hopeless * best.Pinball && score.AbsoluteError > Hopeless * best.AbsoluteError;
}
