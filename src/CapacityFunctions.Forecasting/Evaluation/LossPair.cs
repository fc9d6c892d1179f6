using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Evaluation;

/// <summary>Scaled pinball losses of a model and of the baseline for the same outcomes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LossPair(int Series, double Model, double Baseline)
{
    /// <summary>One pair for each origin at which both have a scaled score, in the order of the model's.</summary>
    public static LossPair[] Join(IEnumerable<OriginScore> model, IEnumerable<OriginScore> baseline)
    {
        Dictionary<(int Series, int Origin), double> baselines = [];
        foreach (OriginScore score in baseline)
        {
            if (score.Score.Scaled is { } scaled)
            {
                baselines.Add((score.Series, score.Origin), scaled.Pinball);
            }
        }

        List<LossPair> pairs = [];
        foreach (OriginScore score in model)
        {
            if (score.Score.Scaled is { } scaled && baselines.TryGetValue((score.Series, score.Origin), out double loss))
            {
                pairs.Add(new LossPair(score.Series, scaled.Pinball, loss));
            }
        }

        return [.. pairs];
    }

    /// <summary>The mean losses of one series.</summary>
    public static LossPair Mean(IEnumerable<LossPair> series)
    {
        LossPair[] pairs = [.. series];
        return new LossPair(pairs[0].Series, pairs.Average(pair => pair.Model), pairs.Average(pair => pair.Baseline));
    }
}
