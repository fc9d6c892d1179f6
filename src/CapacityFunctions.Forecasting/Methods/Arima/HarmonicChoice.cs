using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// How many harmonics of each period belong into the regression, by corrected AIC (Hyndman &amp; Athanasopoulos 2021, §10.5). The errors are
/// taken for an autoregression, fitted once to what the full regression leaves; filtered by it, Fourier terms stay orthogonal, and one
/// regression per period gives the criterion for every number of harmonics at once.
/// </summary>
internal static class HarmonicChoice
{
    private const int MaxHarmonics = 12;
    private const int MaxErrorDegree = 8;

    // Each coefficient needs some observations of its own.
    private const int ObservationsPerColumn = 6;

    /// <param name="history">The series.</param>
    /// <param name="periods">Periods whose harmonics are wanted, ascending.</param>
    /// <param name="external">Columns that take part in any case.</param>
    public static HarmonicTerm[] Choose(
        ReadOnlySpan<double> history, IReadOnlyList<int> periods, IReadOnlyList<double[]> external)
    {
        int n = history.Length;
        int most = Math.Min(MaxHarmonics, n / ObservationsPerColumn / 2 / Math.Max(1, periods.Count));
        HarmonicTerm[][] candidates = new HarmonicTerm[periods.Count][];
        for (int i = 0; i < candidates.Length; i++)
        {
            candidates[i] = [.. HarmonicTerm.Of(periods[i], most, [.. periods.Take(i)])];
        }

        List<double[]> fixedColumns = [Filled(n, static _ => 1), Filled(n, static t => t), .. external];
        double[][][] columns = Array.ConvertAll(candidates, terms => Columns(terms, n));
        double[] phi = ErrorFilter(history, [.. fixedColumns, .. columns.SelectMany(static column => column)]);
        double[] target = AutoregressiveFit.Filter(phi, history);
        double[][] filteredFixed = [.. fixedColumns.Select(column => AutoregressiveFit.Filter(phi, column))];
        double[][][] filtered = Array.ConvertAll(columns, set => Array.ConvertAll(set, column => AutoregressiveFit.Filter(phi, column)));
        List<HarmonicTerm> chosen = [];
        for (int i = 0; i < candidates.Length; i++)
        {
            int own = i;
            double[][] others = [.. filteredFixed, .. filtered.Where((_, index) => index != own).SelectMany(static column => column)];
            chosen.AddRange(candidates[i].AsSpan(0, Count(target, others, filtered[i], phi.Length)));
        }

        return [.. chosen];
    }

    /// <summary>The number of pairs, lowest harmonics first, with the smallest criterion.</summary>
    private static int Count(double[] target, double[][] others, double[][] own, int errorDegree)
    {
        NormalEquations equations = new([.. others, .. own], target);
        int n = target.Length;
        double squares = TensorPrimitives.SumOfSquares<double>(target) - TensorPrimitives.Sum<double>(equations.Reductions.AsSpan(0, others.Length));
        double smallest = 1e-12 * Math.Max(squares, 1e-300);
        int best = 0;
        double bestCriterion = double.PositiveInfinity;
        for (int pairs = 0; 2 * pairs <= own.Length; pairs++)
        {
            if (pairs > 0)
            {
                int column = others.Length + (2 * pairs) - 1;
                squares -= equations.Reductions[column - 1] + equations.Reductions[column];
            }

            int free = others.Length + (2 * pairs) + errorDegree + 1;
            if (n - free - 1 <= 0)
            {
                break;
            }

            double criterion = (n * Math.Log(Math.Max(squares, smallest))) + (2.0 * free * n / (n - free - 1));
            if (criterion < bestCriterion)
            {
                bestCriterion = criterion;
                best = pairs;
            }
        }

        return best;
    }

    private static double[] ErrorFilter(ReadOnlySpan<double> history, IReadOnlyList<double[]> columns)
    {
        NormalEquations equations = new(columns, history);
        double[] errors = history.ToArray();
        for (int i = 0; i < columns.Count; i++)
        {
            TensorPrimitives.MultiplyAdd(columns[i], -equations.Coefficients[i], errors, errors);
        }

        return AutoregressiveFit.YuleWalker(errors, Math.Min(MaxErrorDegree, history.Length / ObservationsPerColumn));
    }

    private static double[][] Columns(HarmonicTerm[] terms, int length) => new RegressionTerms(terms, []).Columns(0, length, null);

    private static double[] Filled(int length, Func<int, double> value)
    {
        double[] column = new double[length];
        for (int t = 0; t < length; t++)
        {
            column[t] = value(t);
        }

        return column;
    }
}
