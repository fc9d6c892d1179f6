using CapacityFunctions.Forecasting.Methods.Arima;

namespace CapacityFunctions.Forecasting.Tests.Methods.Arima;

public class ArmaLikelihoodTests
{
    private static readonly double[] Ar = [0.5, -0.2, 0.1, 0.05, -0.1];
    private static readonly double[] Ma = [0.4, 0.2];
    private static readonly double[] SeasonalAr = [0.3, 0.2];
    private static readonly double[] SeasonalMa = [-0.6, 0.1];

    public static TheoryData<int, int, int, int, int> Orders() => new()
    {
        { 0, 0, 0, 0, 1 },
        { 1, 0, 0, 0, 1 },
        { 0, 1, 0, 0, 1 },
        { 2, 1, 0, 0, 1 },
        { 5, 2, 0, 0, 1 },
        { 0, 1, 0, 1, 4 },
        { 1, 1, 1, 1, 12 },
        { 5, 0, 2, 0, 4 },
        { 0, 2, 0, 2, 24 },
    };

    [Theory, MemberData(nameof(Orders))]
    public void Forward_EachOrder_IsTheLikelihoodOfTheWholeCovarianceMatrix(int p, int q, int seasonalP, int seasonalQ, int period)
    {
        (double[] phi, double[] theta) = Polynomials(p, q, seasonalP, seasonalQ, period);
        double[] values = Values(120);
        ArmaLikelihood likelihood = new(values.Length, Math.Max(1, Math.Max(phi.Length, theta.Length)));

        double cost = likelihood.Forward(values, phi, theta);

        Assert.Equal(DenseCost(values, phi, theta), cost, 1e-7);
    }

    [Theory, MemberData(nameof(Orders))]
    public void Backward_EachOrder_MatchesCentralDifferences(int p, int q, int seasonalP, int seasonalQ, int period)
    {
        (double[] phi, double[] theta) = Polynomials(p, q, seasonalP, seasonalQ, period);
        double[] values = Values(90);
        ArmaLikelihood likelihood = new(values.Length, Math.Max(1, Math.Max(phi.Length, theta.Length)));
        likelihood.Forward(values, phi, theta);
        double[] byPhi = new double[phi.Length];
        double[] byTheta = new double[theta.Length];
        double[] byValue = new double[values.Length];

        likelihood.Backward(byPhi, byTheta, byValue);

        foreach ((double[] point, double[] gradient) in new[] { (phi, byPhi), (theta, byTheta), (values, byValue) })
        {
            for (int i = 0; i < point.Length; i++)
            {
                double centre = point[i];
                point[i] = centre + 1e-6;
                double above = likelihood.Forward(values, phi, theta);
                point[i] = centre - 1e-6;
                double below = likelihood.Forward(values, phi, theta);
                point[i] = centre;

                // Central differences of width 1e-6 are good to about 1e-8 relative here.
                Assert.Equal((above - below) / 2e-6, gradient[i], 1e-6 * (1 + Math.Abs(gradient[i])));
            }
        }
    }

    [Fact]
    public void Forward_FirstOrderAutoregression_IsTheTextbookSum()
    {
        // φ = 0.5: Σ = 2² (1 − 0.25) + (1 − 1)² + (3 − 0.5)² = 9.25, Σ ln F = −ln 0.75; cost 3 ln(9.25/3) − ln 0.75 (Hamilton 1994, §5.2).
        ArmaLikelihood likelihood = new(3, 1);

        double cost = likelihood.Forward([2, 1, 3], [0.5], []);

        Assert.Equal(9.25, likelihood.SquaredErrors, 1e-12);
        Assert.Equal((3 * Math.Log(9.25 / 3)) - Math.Log(0.75), cost, 1e-12);
    }

    [Fact]
    public void Forward_NearUnitRootsOverManySteps_LosesNoDigitsThatMatter()
    {
        // A level that hardly returns and a season that hardly changes: the gain is still moving after 33 days of hours.
        double[] phi = [0.995];
        double[] theta = new double[24];
        theta[^1] = -0.95;
        double[] values = Values(800);
        ArmaLikelihood likelihood = new(values.Length, 24);

        double cost = likelihood.Forward(values, phi, theta);

        Assert.Equal(DenseCost(values, phi, theta), cost, 1e-6);
    }

    [Fact]
    public void Whiten_ItsOwnValues_GivesTheSumOfSquares()
    {
        (double[] phi, double[] theta) = Polynomials(1, 1, 1, 1, 12);
        double[] values = Values(100);
        ArmaLikelihood likelihood = new(values.Length, 13);
        likelihood.Forward(values, phi, theta);
        double[] errors = new double[values.Length];

        likelihood.Whiten(values, errors);

        Assert.Equal(likelihood.SquaredErrors, errors.Sum(error => error * error), 1e-10);
    }

    [Fact]
    public void ForwardAndBackward_Again_AllocateNothing()
    {
        (double[] phi, double[] theta) = Polynomials(2, 1, 1, 1, 24);
        double[] values = Values(300);
        ArmaLikelihood likelihood = new(values.Length, 26);
        double[] byPhi = new double[phi.Length];
        double[] byTheta = new double[theta.Length];
        double[] byValue = new double[values.Length];
        likelihood.Forward(values, phi, theta);
        likelihood.Backward(byPhi, byTheta, byValue);
        long before = GC.GetAllocatedBytesForCurrentThread();

        likelihood.Forward(values, phi, theta);
        likelihood.Backward(byPhi, byTheta, byValue);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory, MemberData(nameof(Orders))]
    public void Final_ThenObserve_EqualsRunningOverAllOfThem(int p, int q, int seasonalP, int seasonalQ, int period)
    {
        (double[] phi, double[] theta) = Polynomials(p, q, seasonalP, seasonalQ, period);
        double[] values = Values(120);
        int capacity = Math.Max(1, Math.Max(phi.Length, theta.Length));
        ArmaLikelihood whole = new(120, capacity);
        whole.Forward(values, phi, theta);
        ArmaFilter expected = whole.Final(1);
        ArmaLikelihood part = new(70, capacity);
        part.Forward(values[..70], phi, theta);
        ArmaFilter actual = part.Final(1);

        foreach (double value in values[70..])
        {
            actual.Observe(value);
        }

        for (int step = 0; step < 30; step++)
        {
            // The same recursion; only the order of additions differs.
            Assert.Equal(expected.Next, actual.Next, 1e-10);
            expected.Skip();
            actual.Skip();
        }
    }

    private static (double[] Phi, double[] Theta) Polynomials(int p, int q, int seasonalP, int seasonalQ, int period)
    {
        ArimaOrder order = new(p, 0, q, seasonalP, 0, seasonalQ, period);
        double[] phi = new double[order.FullAr];
        double[] theta = new double[order.FullMa];
        ArmaPolynomials.Expand(Ar.AsSpan(0, p), SeasonalAr.AsSpan(0, seasonalP), period, -1, phi);
        ArmaPolynomials.Expand(Ma.AsSpan(0, q), SeasonalMa.AsSpan(0, seasonalQ), period, 1, theta);
        return (phi, theta);
    }

    private static double[] Values(int length)
    {
        Random random = new(3);
        double[] values = new double[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = random.NextDouble() - 0.5 + (i > 0 ? 0.5 * values[i - 1] : 0);
        }

        return values;
    }

    /// <summary>n ln(x'Σ⁻¹x ÷ n) + ln |Σ| by a Cholesky factor of Σ, whose autocovariances are summed from 4,000 weights ψ.</summary>
    private static double DenseCost(double[] values, double[] phi, double[] theta)
    {
        double[] psi = new double[4000];
        for (int k = 0; k < psi.Length; k++)
        {
            psi[k] = k == 0 ? 1 : k <= theta.Length ? theta[k - 1] : 0;
            for (int j = 1; j <= Math.Min(k, phi.Length); j++)
            {
                psi[k] += phi[j - 1] * psi[k - j];
            }
        }

        int n = values.Length;
        double[] gamma = [.. Enumerable.Range(0, n).Select(lag => Enumerable.Range(0, psi.Length - lag).Sum(j => psi[j] * psi[j + lag]))];
        double[,] factor = new double[n, n];
        double[] white = new double[n];
        double logs = 0;
        for (int i = 0; i < n; i++)
        {
            white[i] = values[i];
            for (int j = 0; j <= i; j++)
            {
                double sum = gamma[i - j];
                for (int k = 0; k < j; k++)
                {
                    sum -= factor[i, k] * factor[j, k];
                }

                factor[i, j] = i == j ? Math.Sqrt(sum) : sum / factor[j, j];
                white[i] -= i == j ? 0 : factor[i, j] * white[j];
            }

            white[i] /= factor[i, i];
            logs += 2 * Math.Log(factor[i, i]);
        }

        return (n * Math.Log(white.Sum(value => value * value) / n)) + logs;
    }
}
