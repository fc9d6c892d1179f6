using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Methods.Theta;

/// <summary>Least squares of one-step errors over initial level, α in [0.1, 0.99] and θ ≥ 1, as in the paper; θ is capped at 50.</summary>
internal static class DynamicThetaEstimator
{
    private const double SmallestAlpha = 0.1;
    private const double LargestAlpha = 0.99;
    private const double LargestTheta = 50;

    // The regression line needs two points before its forecasts mean anything.
    private const int SkippedErrors = 3;

    /// <param name="history">At least 5 values.</param>
    public static DynamicThetaModel Fit(double[] history)
    {
        double scale = Math.Max(Math.Abs(history[0]), 1e-9);
        double best = double.PositiveInfinity;
        double[] chosen = [];
        foreach (double alpha in (double[])[0.3, 0.8])
        {
            double[] point = [history[0] / scale, alpha, 2];
            double value = NelderMead.Minimise(
                candidate => SquaredErrors(history, candidate, scale, out _), point, [0.1, 0.1, 0.5], 300, 1e-7);
            if (value < best)
            {
                best = value;
                chosen = point;
            }
        }

        SquaredErrors(history, chosen, scale, out DynamicThetaState state);
        return new DynamicThetaModel(chosen[1], chosen[2], best / Math.Max(1, history.Length - SkippedErrors), state);
    }

    private static double SquaredErrors(double[] history, ReadOnlySpan<double> point, double scale, out DynamicThetaState state)
    {
        (double alpha, double theta) = (point[1], point[2]);
        state = DynamicThetaState.Start(history[0], point[0] * scale, alpha);
        if (alpha is < SmallestAlpha or > LargestAlpha || theta is < 1 or > LargestTheta)
        {
            return double.PositiveInfinity;
        }

        double squares = 0;
        double decay = 1 - alpha;
        for (int i = 1; i < history.Length; i++)
        {
            if (i >= SkippedErrors)
            {
                double error = history[i] - state.Forecast(alpha, theta, decay);
                squares += error * error;
            }

            state = state.Advance(history[i], alpha);
            decay *= 1 - alpha;
        }

        return squares;
    }
}
