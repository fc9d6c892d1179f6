using System.Globalization;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>
/// Decides which inputs a model gets, and how they act: the form with all of them that loses least, then one input after the other as long as
/// the next one's gain out of sample is more than chance.
/// </summary>
/// <param name="inputs">What there is.</param>
/// <param name="trials">Judges sets of them.</param>
/// <param name="history">The training half with its calendar, in which delays are looked for.</param>
/// <param name="unit">In-sample error of seasonal naive, above 0: what reported losses are divided by.</param>
internal sealed class InputSelector(ExternalInputs inputs, InputTrials trials, FitRequest history, double unit)
{
    private static readonly InputForm[] Forms =
    [
        new(IsMultiplicative: false, IsShaped: false),
        new(IsMultiplicative: true, IsShaped: false),
        new(IsMultiplicative: false, IsShaped: true),
        new(IsMultiplicative: true, IsShaped: true),
    ];

    private readonly Dictionary<string, InputUse> uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lags = new(StringComparer.Ordinal);

    public InputVerdict Select()
    {
        foreach (ExternalInput input in inputs.All)
        {
            FindLag(input);
        }

        if (trials.Losses(null) is not { } none)
        {
            foreach (string name in lags.Keys)
            {
                uses[name] = new InputUse(name, false, lags[name], double.NaN, double.NaN, "the history is too short to try it");
            }

            return Verdict(null);
        }

        if (lags.Count == 0)
        {
            return Verdict(null);
        }

        string[] all = [.. lags.Keys.Order(StringComparer.Ordinal)];
        InputForm[] forms = history.FirstPeriod > 2 ? Forms : Forms[..2];
        InputForm form = forms.MinBy(candidate => Mean(trials.Losses(Design(all, candidate))));
        List<string> kept = Grow(all, form, none);
        return Verdict(kept.Count > 0 ? Design(kept, form) : null);
    }

    /// <summary>Adds the input that gains most, until none gains more than chance; then says of each what it was worth beside those kept.</summary>
    private List<string> Grow(string[] all, InputForm form, double[] none)
    {
        List<string> kept = [];
        double[] losses = none;
        List<string> open = [.. all];
        while (open.Count > 0)
        {
            (string Name, double[] Losses, LossGain Gain)[] tried = [.. open
                .Select(name => (Name: name, Losses: trials.Losses(Design([.. kept, name], form))))
                .Where(trial => trial.Losses is not null)
                .Select(trial => (trial.Name, trial.Losses!, trials.Gain(losses, trial.Losses!)))];
            double without = Mean(losses);
            foreach ((string name, double[] with, LossGain gain) in tried)
            {
                uses[name] = new InputUse(
                    name, false, lags[name], Mean(with) / unit, without / unit, gain.Share > 0 ? "its gain is no more than chance" : "the loss is no lower with it");
            }

            (string Name, double[] Losses, LossGain Gain)[] real = [.. tried.Where(trial => trial.Gain.IsReal)];
            if (real.Length == 0)
            {
                break;
            }

            (string best, losses, _) = real.MaxBy(trial => trial.Gain.Share);
            kept.Add(best);

            // What had nothing to say alone is not asked again beside each further input.
            open = [.. tried.Where(trial => trial.Name != best && trial.Gain.Share > 0).Select(trial => trial.Name)];
        }

        Report(kept, form, losses, none);
        return kept;
    }

    private void Report(List<string> kept, InputForm form, double[] losses, double[] none)
    {
        foreach (string name in kept)
        {
            double[]? others = kept.Count == 1 ? none : trials.Losses(Design(kept.Where(other => other != name), form));
            double without = Mean(others);
            string gain = string.Create(CultureInfo.InvariantCulture, $"the loss is {1 - (Mean(losses) / without):P1} lower with it");
            uses[name] = new InputUse(name, true, lags[name], Mean(losses) / unit, without / unit, gain);
        }
    }

    private void FindLag(ExternalInput input)
    {
        bool isObserved = input.Knowledge == InputKnowledge.ObservedOnly;
        double[] values = new double[history.History.Length];
        bool[] known = new bool[values.Length];
        input.Fill(history.Start, history.Step, input.Hold, values, known);
        InputExpectation expectation = InputExpectation.Of(values, known, history.FirstPeriod);
        double deviation = 0;
        expectation.Fill(0, ref deviation, values, known);
        if (!known.AsSpan().Contains(value: true) || !values.AsSpan().ContainsAnyExcept(values[0]))
        {
            // It may begin to change in the second half, where nothing can be learned and judged any more.
            uses[input.Name] = new InputUse(input.Name, false, 0, double.NaN, double.NaN, "it doesn't change in the first half of the history");
            return;
        }

        lags[input.Name] = LagSearch.Find(
            history.History.Span, values, PhaseMeans.Choose(history.Periods, values.Length), isObserved ? 1 : 0);
    }

    private InputDesign Design(IEnumerable<string> names, InputForm form) =>
        new(inputs, [.. names.Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, lags[name]))], form);

    private InputVerdict Verdict(InputDesign? design) =>
        new(design, [.. inputs.All.Where(input => uses.ContainsKey(input.Name)).Select(input => uses[input.Name])]);

    private static double Mean(double[]? losses)
    {
        double sum = 0;
        int count = 0;
        foreach (double loss in losses ?? [])
        {
            if (!double.IsNaN(loss))
            {
                sum += loss;
                count++;
            }
        }

        return count > 0 ? sum / count : double.PositiveInfinity;
    }
}
