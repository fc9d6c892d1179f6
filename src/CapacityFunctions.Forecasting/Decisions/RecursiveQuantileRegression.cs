using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Decisions;

/// <summary>
/// Linear quantile regression (Koenker &amp; Bassett 1978) that learns from one outcome after the other: the pinball loss of an error u is
/// |u|/2 + (τ − ½)u, and |u| ≈ u²/max(ε, |u at the present weights|), so that each outcome adds a weighted square to the normal equations
/// (iteratively reweighted least squares, Schlossmacher 1973, each observation once). Older outcomes fade, a ridge relative to each feature's
/// own weight holds the coefficients at zero until there is evidence for others.
/// </summary>
internal sealed class RecursiveQuantileRegression(double probability, int features)
{
    // Half-life of 346 outcomes: 29 hours at five minutes.
    private const double Memory = 0.998;

    // Share of its own sum of squares that holds a coefficient back.
    private const double Ridge = 0.001;

    private const double SmallestError = 0.05;

    // Coefficients hardly move from one outcome to the next.
    private const int OutcomesPerSolution = 4;

    // Half a day at five minutes. Coefficients from fewer outcomes predict so wildly that what is weighted by them teaches nothing for days.
    private const int FirstSolution = 144;

    private readonly double[] squares = new double[features * features];
    private readonly double[] products = new double[features];
    private readonly double[] weights = new double[features];
    private readonly double[] factor = new double[features * features];
    private int outcomes;

    /// <summary>0 until there is enough to go by.</summary>
    public double Predict(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < features; i++)
        {
            sum += weights[i] * x[i];
        }

        return sum;
    }

    /// <param name="x">What was known.</param>
    /// <param name="y">What came.</param>
    /// <param name="unit">What errors are measured in, above 0.</param>
    public void Learn(ReadOnlySpan<double> x, double y, double unit)
    {
        double error = (y - Predict(x)) / unit;
        double weight = 1 / Math.Max(SmallestError, Math.Abs(error));
        for (int i = 0; i < features; i++)
        {
            double xi = x[i] / unit;
            products[i] = (Memory * products[i]) + (xi * ((weight * y / unit / 2) + probability - 0.5));
            for (int j = 0; j <= i; j++)
            {
                squares[(i * features) + j] = (Memory * squares[(i * features) + j]) + (weight * xi * x[j] / unit / 2);
            }
        }

        if (++outcomes >= FirstSolution && outcomes % OutcomesPerSolution == 0)
        {
            Solve();
        }
    }

    public void Write(StateWriter writer)
    {
        writer.WriteInt32(outcomes);
        writer.WriteDoubles(squares);
        writer.WriteDoubles(products);
        writer.WriteDoubles(weights);
    }

    public void Read(StateReader reader)
    {
        outcomes = reader.ReadInt32();
        StateArrays.Restore(reader, squares);
        StateArrays.Restore(reader, products);
        StateArrays.Restore(reader, weights);
    }

    private void Solve()
    {
        const double nothing = 1e-9;
        squares.CopyTo(factor, 0);
        for (int i = 0; i < features; i++)
        {
            factor[(i * features) + i] += (Ridge * squares[(i * features) + i]) + nothing;
        }

        CholeskyFactor.Factorise(factor, features);
        products.CopyTo(weights, 0);
        CholeskyFactor.SolveLower(factor, features, weights);
        CholeskyFactor.SolveUpper(factor, features, weights);
    }
}
