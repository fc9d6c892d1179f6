using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>
/// Chooses between the best single method and combinations of the best few. Weights are inverse losses, which stay near equal: weights
/// fitted more closely to a few dozen origins rarely beat equal ones (Genre et al. 2013; "forecast combination puzzle").
/// </summary>
/// <remarks>
/// Origins overlap. Where they cover several horizons, whichever scores best is taken. Where they cover a few only, as a week ahead after a
/// month, one method's lead may be one week's doing: more members, more even weights, and a single one only if it clearly wins.
/// </remarks>
internal static class ChoiceSelector
{
    // Horizons of outcomes that count as several: 2 for a week ahead after a month, 12 for a day.
    private const double SeveralHorizons = 5;

    private static readonly (int Members, int Power, double ClearWin) Trusting = (3, 2, 1);
    private static readonly (int Members, int Power, double ClearWin) Cautious = (5, 1, 0.97);

    // A method this much worse than the best one has nothing to add.
    private const double Hopeless = 1.5;

    /// <param name="candidates">At least one, with a finite score each.</param>
    /// <param name="evaluator">Combines rows.</param>
    /// <param name="allowsCombination">False to take the best single method.</param>
    public static Choice Select(IReadOnlyList<Candidate> candidates, RollingEvaluator evaluator, bool allowsCombination)
    {
        Candidate[] ranked = [.. candidates.OrderBy(candidate => candidate.Score.Pinball)];
        Choice best = new([(ranked[0].Method, 1)], ranked[0].Past.Rows, ranked[0].Score);
        if (!allowsCombination || best.Score.Pinball <= 0)
        {
            return best;
        }

        (int members, int power, double clearWin) = evaluator.HorizonsCovered(ranked[0].Past) >= SeveralHorizons ? Trusting : Cautious;
        Choice? combined = null;
        for (int count = 2; count <= Math.Min(members, ranked.Length); count++)
        {
            if (ranked[count - 1].Score.Pinball > Hopeless * best.Score.Pinball)
            {
                break;
            }

            Choice choice = Combine(ranked[..count], power, evaluator);
            combined = combined is null || choice.Score.Pinball < combined.Score.Pinball ? choice : combined;
        }

        return combined is null || best.Score.Pinball < clearWin * combined.Score.Pinball ? best : combined;
    }

    private static Choice Combine(Candidate[] members, int power, RollingEvaluator evaluator)
    {
        double[] weights = Array.ConvertAll(members, member => Math.Pow(member.Score.Pinball, -power));
        double total = weights.Sum();
        (IForecastMethod, double)[] weighted = new (IForecastMethod, double)[members.Length];
        for (int i = 0; i < members.Length; i++)
        {
            weights[i] /= total;
            weighted[i] = (members[i].Method, weights[i]);
        }

        OriginForecasts combined = evaluator.Combine(Array.ConvertAll(members, member => member.Past), weights);
        return new Choice(weighted, combined.Rows, RowScore.Of(combined));
    }
}
