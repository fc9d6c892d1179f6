using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>
/// Regresses what the season leaves of a series on what it leaves of its inputs (Frisch, Waugh &amp; Lovell), twice: the second time after an
/// autoregression of the first one's errors was taken out of both sides (Cochrane &amp; Orcutt 1949), so that level and trend, which wander,
/// don't count as effects. Coefficients have normal priors: one standard deviation of a column is not expected to move the series by more than
/// its own.
/// </summary>
internal static class EffectEstimator
{
    private const int MaxDegree = 8;

    public static InputEffect Estimate(FitRequest request, RegressorMatrix regressors, bool isMultiplicative)
    {
        ReadOnlySpan<double> history = request.History.Span;
        EffectScale scale = EffectScale.Of(history, isMultiplicative);
        int period = PhaseMeans.Choose(request.Periods, history.Length);
        double[] target = new double[history.Length];
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = scale.ToScale(history[i]);
        }

        PhaseMeans.Remove(target, period);
        double[][] columns = new double[regressors.Columns.Count][];
        double[] deviations = new double[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = regressors.Columns[i].ToArray();
            PhaseMeans.Remove(columns[i], period);
            deviations[i] = Deviation(columns[i]);
        }

        double size = Deviation(target);
        double[] coefficients = Ridge(columns, target, deviations, size);
        double[] errors = (double[])target.Clone();
        for (int i = 0; i < columns.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(columns[i], -coefficients[i], errors, errors);
        }

        double[] autoregression = AutoregressiveFit.YuleWalker(errors, Math.Min(MaxDegree, errors.Length / 10));
        if (autoregression.Length > 0)
        {
            target = AutoregressiveFit.Filter(autoregression, target);
            columns = Array.ConvertAll(columns, column => AutoregressiveFit.Filter(autoregression, column));
            coefficients = Ridge(columns, target, deviations, size);
        }

        return InputEffect.Of(scale, coefficients, regressors);
    }

    /// <summary>Minimises the sum of squares + Σ λ β², λ = noise variance ÷ prior variance.</summary>
    private static double[] Ridge(double[][] columns, double[] target, double[] deviations, double size)
    {
        int count = columns.Length;
        double[] matrix = new double[count * count];
        double[] coefficients = new double[count];
        double noise = TensorPrimitives.SumOfSquares<double>(target) / target.Length;
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                matrix[(row * count) + column] = TensorPrimitives.Dot<double>(columns[row], columns[column]);
            }

            double prior = size > 0 ? deviations[row] / size : 0;
            matrix[(row * count) + row] += noise * prior * prior;
            coefficients[row] = TensorPrimitives.Dot<double>(columns[row], target);
        }

        CholeskyFactor.Factorise(matrix, count);
        CholeskyFactor.SolveLower(matrix, count, coefficients);
        CholeskyFactor.SolveUpper(matrix, count, coefficients);
        return coefficients;
    }

    private static double Deviation(double[] values) => Math.Sqrt(TensorPrimitives.SumOfSquares<double>(values) / values.Length);
}
