using System.Globalization;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Selection;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>Gives the methods that are any good without inputs those inputs that help, and keeps the better of the two choices.</summary>
internal static class InputTraining
{
    // Methods this far behind without inputs are not tried with them.
    private const double Hopeless = 1.5;

    // Microseconds a step of the history; a quick method costs no more to fit, and stands for all others in the trials.
    private const double Quick = 6;

    // The trials have said that the inputs help; the methods' own origins, which may hold no holiday, must not clearly say the contrary.
    private const double Contrary = 1.01;

    /// <param name="task">What is trained.</param>
    /// <param name="inputs">What there is, and nothing of it that is not known.</param>
    /// <param name="plan">Origins at which methods are compared.</param>
    /// <param name="evaluator">Without inputs.</param>
    /// <param name="candidates">What methods scored without.</param>
    /// <param name="choice">The choice without.</param>
    public static InputOutcome Run(
        InputTask task, ExternalInputs inputs, OriginPlan plan, RollingEvaluator evaluator, List<Candidate> candidates, Choice choice)
    {
        if (inputs.All.Count == 0)
        {
            return new InputOutcome(candidates, null, []);
        }

        if (Probe(candidates, evaluator.RequestAt(task.Series.Length)) is not { } probe)
        {
            InputUse[] unused = [.. inputs.All.Select(input => new InputUse(input.Name, false, 0, double.NaN, double.NaN, "the history is too short to try it"))];
            return new InputOutcome(candidates, null, unused);
        }

        InputTrials trials = new(task, probe);
        InputVerdict verdict = new InputSelector(inputs, trials, evaluator.CalendarAt(trials.First), task.Unit).Select();
        return verdict.Design is { } design
            ? Compare(task, design, verdict.Uses, plan, candidates, choice)
            : new InputOutcome(candidates, null, verdict.Uses);
    }

    private static InputOutcome Compare(
        InputTask task, InputDesign design, IReadOnlyList<InputUse> uses, OriginPlan plan, List<Candidate> candidates, Choice choice)
    {
        RollingEvaluator evaluator = new(task.Series, task.Horizon, task.Periods, task.Options.Seed, task.Bounds, task.Grid, design);
        double limit = Hopeless * candidates.Min(candidate => candidate.Score.Pinball);
        List<Candidate> informed = [];
        foreach (Candidate candidate in candidates.Where(candidate => candidate.Score.Pinball <= limit))
        {
            IForecastMethod method = new RegressedMethod(candidate.Method, design);
            if (evaluator.Evaluate(method, plan) is { } past && RowScore.Of(past) is var score && double.IsFinite(score.Pinball))
            {
                informed.Add(new Candidate(method, past, score));
            }
        }

        Choice? best = informed.Count > 0 ? ChoiceSelector.Select(informed, evaluator, task.Options.AllowsCombination) : null;
        if (best is null || best.Score.Pinball > Contrary * choice.Score.Pinball)
        {
            string reason = string.Create(
                CultureInfo.InvariantCulture,
                $"quick trials gained, but the chosen methods lose {(best?.Score.Pinball ?? double.NaN) / task.Unit:0.000} with the inputs and {choice.Score.Pinball / task.Unit:0.000} without");
            return new InputOutcome(candidates, null, [.. uses.Select(use => use.IsKept ? use with { IsKept = false, Reason = reason } : use)]);
        }

        HashSet<string> names = [.. informed.Select(candidate => candidate.Method.Name)];
        return new InputOutcome([.. informed, .. candidates.Where(candidate => !names.Contains(candidate.Method.Name))], design, uses);
    }

    /// <summary>The best of the quick methods.</summary>
    private static IForecastMethod? Probe(List<Candidate> candidates, FitRequest request)
    {
        TimeSpan most = TimeSpan.FromMicroseconds(Quick * request.History.Length);
        return candidates.Where(candidate => candidate.Method.EstimateCost(request) <= most).MinBy(candidate => candidate.Score.Pinball)?.Method
            ?? candidates.MinBy(candidate => candidate.Score.Pinball)?.Method;
    }
}
