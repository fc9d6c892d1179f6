namespace CapacityFunctions.Forecasting.Evaluation;

/// <summary>
/// Paired comparison of a model with a baseline: how often its loss was lower. Asks nothing about how losses are distributed, and no single wild
/// series decides.
/// </summary>
/// <param name="Wins">Pairs in which the model's loss was lower.</param>
/// <param name="Losses">Pairs in which it was higher.</param>
/// <param name="Ties">Pairs without a difference; they say nothing about the direction and are left out of the test.</param>
public sealed record SignTest(int Wins, int Losses, int Ties)
{
    /// <summary>
    /// Probability of a split at least this uneven, in either direction, if both were equally good: exact binomial, two-sided, for independent
    /// pairs. Origins of one series are not quite independent.
    /// </summary>
    public double PValue { get; } = TwoSided(Math.Min(Wins, Losses), Wins + Losses);

    /// <param name="differences">Loss of the model − loss of the baseline, one a pair; finite.</param>
    public static SignTest Of(ReadOnlySpan<double> differences)
    {
        int wins = 0;
        int losses = 0;
        foreach (double difference in differences)
        {
            wins += difference < 0 ? 1 : 0;
            losses += difference > 0 ? 1 : 0;
        }

        return new SignTest(wins, losses, differences.Length - wins - losses);
    }

    /// <summary>2 · Σ_{k ≤ fewer} C(n, k) ÷ 2ⁿ, at most 1; summed in logarithms, as 2ⁿ leaves the range of a double at a thousand pairs.</summary>
    private static double TwoSided(int fewer, int count)
    {
        double logTerm = -count * Math.Log(2);
        double sum = 0;
        for (int k = 0; k <= fewer; k++)
        {
            sum += Math.Exp(logTerm);
            logTerm += Math.Log((double)(count - k) / (k + 1));
        }

        return Math.Min(1, 2 * sum);
    }
}
