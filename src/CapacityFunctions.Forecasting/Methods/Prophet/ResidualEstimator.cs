namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>Fits a <see cref="ResidualProcess"/> by least squares of its one-step errors: the best point of a grid, improved by halving the grid around it.</summary>
internal static class ResidualEstimator
{
    private const int Refinements = 4;

    private static readonly double[] Persistences = [0.5, 0.8, 0.9, 0.95, 0.98, 0.995, 0.999];
    private static readonly double[] Gains = [0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95];

    /// <param name="errors">Observed minus fitted, oldest first, scaled; at least one.</param>
    public static ResidualProcess Fit(ReadOnlySpan<double> errors)
    {
        (double persistence, double gain) = (0, 0);
        double best = Run(errors, 0, 0).Squares;
        foreach (double candidate in Persistences)
        {
            foreach (double candidateGain in Gains)
            {
                if (candidateGain <= candidate && Run(errors, candidate, candidateGain).Squares is var squares && squares < best)
                {
                    (best, persistence, gain) = (squares, candidate, candidateGain);
                }
            }
        }

        double width = 0.5;
        for (int round = 0; gain > 0 && round < Refinements; round++, width /= 2)
        {
            // Distances from 1 are what matters for the persistence, so both move by factors.
            (double middle, double middleGain) = (persistence, gain);
            for (int direction = 0; direction < 4; direction++)
            {
                double factor = Math.Exp(direction % 2 == 0 ? width : -width);
                double candidate = direction < 2 ? Math.Clamp(1 - ((1 - middle) * factor), 0, 0.9999) : middle;
                double candidateGain = direction < 2 ? middleGain : Math.Min(1, middleGain * factor);
                double squares = Run(errors, candidate, candidateGain).Squares;
                if (squares < best)
                {
                    (best, persistence, gain) = (squares, candidate, candidateGain);
                }
            }
        }

        (double final, double expected) = Run(errors, persistence, gain);
        return new ResidualProcess(persistence, gain, Math.Sqrt(final / errors.Length), expected);
    }

    private static (double Squares, double Expected) Run(ReadOnlySpan<double> errors, double persistence, double gain)
    {
        double squares = 0;
        double expected = 0;
        foreach (double error in errors)
        {
            double surprise = error - expected;
            squares += surprise * surprise;
            expected = (persistence * expected) + (gain * surprise);
        }

        return (squares, expected);
    }
}
