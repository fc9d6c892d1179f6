using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>
/// Chooses between the best single method and combinations of the best few. Weights are inverse losses, which stay near equal: weights
/// fitted more closely to a few dozen origins rarely beat equal ones (Genre et al. 2013; "forecast combination puzzle").
/// </summary>
/// <remarks>
/// Origins overlap. Where they cover several horizons, whichever scores best is taken. Where they cover a few only, as a week ahead after a
/// month, one method's lead may be one week's doing: more members, more even weights, and a single one only if it clearly wins.
/// Learned methods join the choice among the others with odds that were known beforehand, unless a choice without such odds clearly wins.
/// </remarks>
internal static class ChoiceSelector
{
    // Horizons of outcomes that count as several: 2 for a week ahead after a month, 12 for a day.
    private const double SeveralHorizons = 5;

    private static readonly (int Members, int Power, double ClearWin) Trusting = (3, 2, 1);
    private static readonly (int Members, int Power, double ClearWin) Cautious = (5, 1, 0.97);

    // Learned methods are judged by what they learned from half of the time, and then forecast with what they learned from all of it: at the same
    // loss they are better. Where outcomes are few, all the more so.
    private const double LearnedOdds = 2;
    private const int FewOrigins = 8;

    // What wins without such odds by as much isn't lucky.
    private const double ClearlyBetter = 0.9;

    // A method this much worse than the best one has nothing to add.
    private const double Hopeless = 1.5;

    /// <param name="candidates">At least one, with a finite score each.</param>
    /// <param name="evaluator">Combines rows.</param>
    /// <param name="allowsCombination">False to take the best single method.</param>
    public static Choice Select(IReadOnlyList<Candidate> candidates, RollingEvaluator evaluator, bool allowsCombination)
    {
        Candidate[] ranked = [.. candidates.OrderBy(candidate => candidate.Score.Pinball)];
        if (!allowsCombination || ranked[0].Score.Pinball <= 0)
        {
            return new Choice([(ranked[0].Method, 1)], ranked[0].Past.Rows, ranked[0].Score);
        }

        Choice free = Best(ranked, evaluator);
        Candidate[] learned = [.. ranked.Where(candidate => candidate.Method.IsLearned)];
        Candidate[] own = [.. ranked.Where(candidate => !candidate.Method.IsLearned)];
        if (learned.Length == 0 || own.Length == 0)
        {
            return free;
        }

        Choice mixed = Mix(Best(own, evaluator), own, learned, evaluator);
        return learned[0].Past.Rows.Length >= FewOrigins && free.Score.Pinball < ClearlyBetter * mixed.Score.Pinball ? free : mixed;
    }

    /// <summary>The choice among methods whose scores mean the same.</summary>
    private static Choice Best(Candidate[] ranked, RollingEvaluator evaluator)
    {
        Choice best = new([(ranked[0].Method, 1)], ranked[0].Past.Rows, ranked[0].Score);
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

    /// <summary>The series' own choice beside all learned methods, weighted by inverse losses and what is known beforehand.</summary>
    private static Choice Mix(Choice own, Candidate[] ownCandidates, Candidate[] learned, RollingEvaluator evaluator)
    {
        OriginForecasts past = learned[0].Past;
        double odds = evaluator.HorizonsCovered(past) >= SeveralHorizons ? LearnedOdds : 1;
        odds *= 1 + ((double)FewOrigins / past.Rows.Length);
        List<(Candidate Candidate, double Weight)> parts =
            [.. own.Members.Select(member => (Array.Find(ownCandidates, candidate => candidate.Method == member.Method)!, member.Weight / own.Score.Pinball))];
        double total = learned.Sum(candidate => 1 / candidate.Score.Pinball);
        foreach (Candidate candidate in learned)
        {
            parts.Add((candidate, odds / learned[0].Score.Pinball / (candidate.Score.Pinball * total)));
        }

        double sum = parts.Sum(part => part.Weight);
        double[] weights = [.. parts.Select(part => part.Weight / sum)];
        OriginForecasts combined = evaluator.Combine([.. parts.Select(part => part.Candidate.Past)], weights);
        return new Choice(
            [.. parts.Select((part, index) => (part.Candidate.Method, weights[index])).OrderByDescending(member => member.Item2)],
            combined.Rows,
            RowScore.Of(combined));
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
