using System.Numerics;
using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Algebra;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;

/// <summary>
/// Cuts back what would make a recurrence explode: roots of its characteristic polynomial outside the unit circle. A season longer than the
/// window was never seen and becomes a trend; oscillations may not outgrow the trend; the trend may not outgrow the limit.
/// </summary>
internal sealed class Stabiliser
{
    // Oscillations whose angles differ by less are one that grows like a polynomial.
    private const double SameAngle = 0.05;
    private const double NearOne = 0.9;
    private const double Damped = 0.99;

    private readonly List<double> reals = [];
    private readonly List<(double Magnitude, double Angle)> pairs = [];
    private readonly int window;
    private readonly double maxTrend;
    private bool hasPolynomialTrend;

    private Stabiliser(ReadOnlySpan<Complex> roots, int window, double maxTrend)
    {
        (this.window, this.maxTrend) = (window, maxTrend);
        foreach (Complex root in roots)
        {
            if (root.Imaginary == 0)
            {
                reals.Add(root.Real);
            }
            else if (root.Imaginary > 0)
            {
                pairs.Add((root.Magnitude, root.Phase));
            }
        }
    }

    /// <param name="recurrence">Oldest value's coefficient first; overwritten.</param>
    /// <param name="maxTrend">Largest growth a step, infinity for any.</param>
    public static void Apply(float[] recurrence, double maxTrend)
    {
        if (recurrence.Length == 1)
        {
            recurrence[0] = Math.Clamp(recurrence[0], -1, 1);
            return;
        }

        double[] coefficients = Array.ConvertAll(recurrence, static value => -(double)value);
        if (Polynomial.Roots(coefficients) is not { } roots)
        {
            return;
        }

        Polynomial.Expand(new Stabiliser(roots, recurrence.Length + 1, maxTrend).Stable(), coefficients);
        for (int i = 0; i < recurrence.Length; i++)
        {
            recurrence[i] = (float)-coefficients[i];
        }
    }

    private Complex[] Stable()
    {
        double[] growing = [.. reals.Where(root => Math.Abs(root) > 1)];
        ReplaceUnseenSeasons();
        if (maxTrend > 1)
        {
            MergeNeighbours();
            JoinTrends();
        }

        double limit = Math.Min(hasPolynomialTrend ? 1 : Math.Max(1, reals.DefaultIfEmpty().Max()), maxTrend);
        if (hasPolynomialTrend)
        {
            // Beside a polynomial trend an exponential one has no place.
            for (int i = 0; i < reals.Count; i++)
            {
                reals[i] = Array.IndexOf(growing, reals[i]) >= 0 ? Math.CopySign(Damped, reals[i]) : reals[i];
            }
        }

        return [.. reals.Select(root => (Complex)(Math.Abs(root) >= limit ? Math.CopySign(limit, root) : root)), .. pairs.SelectMany(pair => Conjugates(pair, limit))];
    }

    private void ReplaceUnseenSeasons()
    {
        foreach ((double magnitude, double angle) in pairs.Where(IsUnseen))
        {
            reals.Add(magnitude * Math.Cos(angle));
            reals.Add(magnitude * Math.Cos(angle));
            hasPolynomialTrend = true;
        }

        pairs.RemoveAll(pair => IsUnseen(pair));
    }

    private bool IsUnseen((double Magnitude, double Angle) pair) => pair.Magnitude >= 1 && 2 * Math.PI / pair.Angle > window;

    private void MergeNeighbours()
    {
        int[] growing = [.. Enumerable.Range(0, pairs.Count).Where(i => pairs[i].Magnitude > 1).OrderBy(i => pairs[i].Angle)];
        for (int start = 0, end = 1; hasPolynomialTrend && end <= growing.Length; end++)
        {
            if (end < growing.Length && pairs[growing[end]].Angle - pairs[growing[end - 1]].Angle <= SameAngle)
            {
                continue;
            }

            int[] cluster = growing[start..end];
            (double, double) mean = (cluster.Average(i => pairs[i].Magnitude), cluster.Average(i => pairs[i].Angle));
            Array.ForEach(cluster, i => pairs[i] = mean);
            start = end;
        }
    }

    /// <summary>A growing trend beside another one close to growth is a straight line that noise bent.</summary>
    private void JoinTrends()
    {
        int[] byGrowth = [.. Enumerable.Range(0, reals.Count).OrderByDescending(i => reals[i])];
        if (!hasPolynomialTrend && byGrowth.Length > 1 && reals[byGrowth[0]] > 1 && reals[byGrowth[1]] >= NearOne)
        {
            reals[byGrowth[1]] = reals[byGrowth[1]] > 1 ? reals[byGrowth[1]] : 1;
            hasPolynomialTrend = true;
        }
    }

    private static Complex[] Conjugates((double Magnitude, double Angle) pair, double limit)
    {
        // Fast oscillations that are cut back come out weaker than the trend.
        double allowed = pair.Angle > Math.PI / 2 ? Math.Min(limit, (limit + 1) / 2) : limit;
        Complex root = Complex.FromPolarCoordinates(pair.Magnitude >= limit ? allowed : pair.Magnitude, pair.Angle);
        return [root, Complex.Conjugate(root)];
    }
}
