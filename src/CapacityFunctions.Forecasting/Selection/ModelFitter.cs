using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>
/// Fits what is chosen to the whole history. A candidate that fails there, or whose forecast runs out of recent usage as none of its past
/// ones did (<see cref="UsageEnvelope"/>), is left out, and the choice made again among the others.
/// </summary>
/// <param name="catalog">Holds the methods.</param>
/// <param name="options">Settings of the engine.</param>
/// <param name="evaluator">Of the history; judged the candidates.</param>
/// <param name="bounds">Of the history.</param>
/// <param name="horizon">What the model is for.</param>
/// <param name="design">Inputs of all candidates; null for none.</param>
internal sealed class ModelFitter(
    MethodCatalog catalog, PredictionOptions options, RollingEvaluator evaluator, ForecastBounds bounds, HorizonSpec horizon, InputDesign? design = null)
{
    private readonly Dictionary<IForecastMethod, IFittedModel?> fitted = [];
    private readonly InputColumns? columns = design?.Fit(evaluator.CalendarAt(evaluator.Length));

    /// <param name="candidates">Judged methods; none when the history is too short for that.</param>
    public FittedChoice Fit(IReadOnlyList<Candidate> candidates)
    {
        UsageEnvelope envelope = evaluator.EnvelopeAt(evaluator.Length);
        ForecastRequest ahead = new(horizon.Steps, design is null ? null : columns?.Next.Next(design.Inputs, horizon.Steps, isFuture: true).Matrix);
        List<Candidate> left = [.. candidates];
        while (left.Count > 0)
        {
            Choice choice = ChoiceSelector.Select(left, evaluator, options.AllowsCombination);
            List<IForecastMethod> unfit = [.. choice.Members.Select(member => member.Method).Where(method => !IsFit(method, left, ahead, envelope))];
            bool isAllThereIs = unfit.Count == left.Count && unfit.Exists(method => fitted[method] is not null);
            if (unfit.Count == 0 || isAllThereIs)
            {
                return Finish(choice, left, envelope);
            }

            left.RemoveAll(candidate => unfit.Contains(candidate.Method));
        }

        return Learned(envelope) ?? Only(envelope);
    }

    /// <summary>What was learned from others, where the series itself says nothing yet.</summary>
    private FittedChoice? Learned(in UsageEnvelope envelope)
    {
        IForecastMethod[] able = [.. (options.Methods?.Select(catalog.Get) ?? catalog.All).Where(method => method.IsLearned && FitOf(method) is not null)];
        return able.Length > 0 ? Finish(new Choice([.. able.Select(method => (method, 1.0 / able.Length))], [], default), [], envelope) : null;
    }

    private FittedChoice Only(in UsageEnvelope envelope)
    {
        IForecastMethod only = catalog.Get(options.Methods is [{ } name] ? name : MethodCatalog.SeasonalNaive);
        IForecastMethod able = FitOf(only) is null ? catalog.Get(MethodCatalog.SeasonalNaive) : only;
        _ = FitOf(able);
        return Finish(new Choice([(able, 1)], [], default), [], envelope);
    }

    private bool IsFit(IForecastMethod method, List<Candidate> candidates, ForecastRequest ahead, in UsageEnvelope envelope)
    {
        if (FitOf(method) is not { } model)
        {
            return false;
        }

        // Its own mean: bounds would hide how far it runs.
        double excursion = envelope.ExcursionOf(model.Forecast(ahead).Mean);
        return excursion <= envelope.AllowanceOf(ReachOf(method, candidates), bounds.TailUnit);
    }

    private FittedChoice Finish(Choice choice, List<Candidate> candidates, in UsageEnvelope envelope)
    {
        (IForecastMethod Method, double Weight)[] able = [.. choice.Members.Where(member => fitted[member.Method] is not null)];
        double total = able.Sum(member => member.Weight);
        ModelMember[] members = Array.ConvertAll(able, member => new ModelMember(RegressedMethod.Detach(member.Method), member.Weight / total, fitted[member.Method]!));
        double[] reaches = Array.ConvertAll(able, member => ReachOf(member.Method, candidates));
        CoverageReference reference = CoverageReference.Of(ConformalCalibrator.Scores(choice.Rows, horizon.Steps));
        CoverageTracker coverage = CoverageTracker.Over(choice.Rows, reference, horizon);
        return new FittedChoice(choice, members, new RunningRecord(envelope, reaches, coverage, reference), columns?.Next);
    }

    private double ReachOf(IForecastMethod method, List<Candidate> candidates) =>
        candidates.Find(candidate => candidate.Method == method) is { } candidate
            ? evaluator.ReachOf(candidate.Past)
            : double.PositiveInfinity;

    private IFittedModel? FitOf(IForecastMethod method)
    {
        if (!fitted.TryGetValue(method, out IFittedModel? model))
        {
            model = evaluator.Fit(method, evaluator.Length, columns);
            fitted.Add(method, model);
        }

        return model;
    }
}
