namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>Downhill simplex (Nelder &amp; Mead 1965) for a handful of variables; deterministic.</summary>
internal static class NelderMead
{
    public delegate double Objective(ReadOnlySpan<double> point);

    /// <param name="objective">Infinity outside the domain; finite at the start.</param>
    /// <param name="point">Start; receives the minimum.</param>
    /// <param name="size">Edge of the first simplex along each variable.</param>
    /// <param name="maxEvaluations">Upper bound of evaluations.</param>
    /// <param name="tolerance">Stops when the values of the simplex differ by less than this share.</param>
    public static double Minimise(Objective objective, Span<double> point, ReadOnlySpan<double> size, int maxEvaluations, double tolerance)
    {
        int dimension = point.Length;
        double[][] vertices = new double[dimension + 1][];
        double[] values = new double[dimension + 1];
        for (int i = 0; i <= dimension; i++)
        {
            vertices[i] = point.ToArray();
            if (i > 0)
            {
                vertices[i][i - 1] += size[i - 1];
            }

            values[i] = objective(vertices[i]);
        }

        double[] centre = new double[dimension];
        double[] trial = new double[dimension];
        double[] second = new double[dimension];
        for (int evaluations = dimension + 1; evaluations < maxEvaluations;)
        {
            Array.Sort(values, vertices);
            if (Math.Abs(values[dimension] - values[0]) <= tolerance * (Math.Abs(values[0]) + tolerance))
            {
                break;
            }

            Centroid(vertices, centre);
            double reflected = Evaluate(objective, centre, vertices[dimension], -1, trial);
            evaluations++;
            if (reflected < values[0])
            {
                double expanded = Evaluate(objective, centre, vertices[dimension], -2, second);
                evaluations++;
                (values[dimension], double[] best) = expanded < reflected ? (expanded, second) : (reflected, trial);
                best.CopyTo(vertices[dimension], 0);
            }
            else if (reflected < values[dimension - 1])
            {
                values[dimension] = reflected;
                trial.CopyTo(vertices[dimension], 0);
            }
            else
            {
                double contracted = Evaluate(objective, centre, vertices[dimension], reflected < values[dimension] ? -0.5 : 0.5, second);
                evaluations++;
                if (contracted < Math.Min(reflected, values[dimension]))
                {
                    values[dimension] = contracted;
                    second.CopyTo(vertices[dimension], 0);
                }
                else
                {
                    evaluations += Shrink(objective, vertices, values);
                }
            }
        }

        Array.Sort(values, vertices);
        vertices[0].CopyTo(point);
        return values[0];
    }

    private static void Centroid(double[][] vertices, double[] centre)
    {
        Array.Clear(centre);
        for (int i = 0; i < centre.Length; i++)
        {
            for (int j = 0; j < centre.Length; j++)
            {
                centre[j] += vertices[i][j] / centre.Length;
            }
        }
    }

    private static double Evaluate(Objective objective, double[] centre, double[] worst, double factor, double[] trial)
    {
        for (int i = 0; i < trial.Length; i++)
        {
            trial[i] = centre[i] + (factor * (worst[i] - centre[i]));
        }

        return objective(trial);
    }

    private static int Shrink(Objective objective, double[][] vertices, double[] values)
    {
        for (int i = 1; i < vertices.Length; i++)
        {
            for (int j = 0; j < vertices[i].Length; j++)
            {
                vertices[i][j] = vertices[0][j] + (0.5 * (vertices[i][j] - vertices[0][j]));
            }

            values[i] = objective(vertices[i]);
        }

        return vertices.Length - 1;
    }
}
