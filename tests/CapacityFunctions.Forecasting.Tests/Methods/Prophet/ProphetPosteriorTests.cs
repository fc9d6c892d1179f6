using CapacityFunctions.Forecasting.Methods.Prophet;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Tests.Methods.Prophet;

public class ProphetPosteriorTests
{
    public static TheoryData<ProphetGrowth, bool> Forms() => new()
    {
        { ProphetGrowth.Linear, false },
        { ProphetGrowth.Linear, true },
        { ProphetGrowth.Logistic, false },
        { ProphetGrowth.Logistic, true },
        { ProphetGrowth.Flat, false },
        { ProphetGrowth.Flat, true },
    };

    [Theory, MemberData(nameof(Forms))]
    public void FillJacobian_AnyPoint_EqualsFiniteDifferences(ProphetGrowth growth, bool isMultiplicative)
    {
        ProphetDesign design = Design(growth, isMultiplicative);
        ProphetPosterior posterior = new(design);
        Random random = new(5);
        double[] theta = [.. Enumerable.Range(0, posterior.Count).Select(_ => random.NextDouble() - 0.4)];
        double[] jacobian = new double[posterior.Count * design.Rows];
        posterior.Evaluate(theta);

        posterior.FillJacobian(theta, jacobian);

        const double h = 1e-6;
        for (int j = 0; j < theta.Length; j++)
        {
            double[] above = Fitted(posterior, theta, j, h);
            double[] below = Fitted(posterior, theta, j, -h);
            for (int row = 0; row < design.Rows; row++)
            {
                // Central differences err by h² and by rounding ÷ h, both below 1e-9 at this size.
                Assert.Equal((above[row] - below[row]) / (2 * h), jacobian[(j * design.Rows) + row], 1e-7);
            }
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Fit_AnyForm_IsStationaryAndNoWorseThanLimitedMemoryBfgs(ProphetGrowth growth, bool isMultiplicative)
    {
        ProphetDesign design = Design(growth, isMultiplicative);
        ProphetPosterior posterior = new(design);

        ProphetEstimate estimate = new ProphetEstimator(design).Fit();

        // An independent search: the Laplace prior rounded off as √(δ² + ε²), all coefficients and ln σ together.
        double[] point = [.. ProphetStart.Of(design, posterior.Count), 0];
        SmoothedPosterior smoothed = new(posterior, design);
        new LimitedMemoryBfgs(point.Length).Minimise(smoothed.Evaluate, point, 5_000, 1e-12);
        double theirs = smoothed.Exact(point);
        Assert.True(estimate.Value <= theirs + (1e-6 * Math.Abs(theirs)), $"{estimate.Value} against {theirs}");
        AssertStationary(posterior, design, estimate);
    }

    /// <summary>Where a δ is zero the slope may be anything within ±1/τ; elsewhere the gradient with the prior vanishes.</summary>
    private static void AssertStationary(ProphetPosterior posterior, ProphetDesign design, ProphetEstimate estimate)
    {
        posterior.Evaluate(estimate.Theta);
        double[] jacobian = new double[posterior.Count * design.Rows];
        posterior.FillJacobian(estimate.Theta, jacobian);
        double variance = estimate.Noise * estimate.Noise;
        for (int j = 0; j < posterior.Count; j++)
        {
            double slope = posterior.Precisions[j] * estimate.Theta[j];
            double size = 0;
            for (int row = 0; row < design.Rows; row++)
            {
                double derivative = jacobian[(j * design.Rows) + row];
                slope -= derivative * (design.Usage[row] - posterior.Fitted[row]) / variance;
                size += derivative * derivative / variance;
            }

            bool isSparse = j >= posterior.SmoothCount;
            double excess = !isSparse ? Math.Abs(slope)
                : estimate.Theta[j] == 0 ? Math.Abs(slope) - posterior.Penalty
                : Math.Abs(slope + (posterior.Penalty * Math.Sign(estimate.Theta[j])));

            // excess² ÷ 2·curvature is what a step along this coefficient could still gain, beside a value of some −200.
            Assert.True(excess <= 0 || excess * excess / (2 * size) < 1e-5, $"coefficient {j}: {excess} with curvature {size}");
        }
    }

    private static double[] Fitted(ProphetPosterior posterior, double[] theta, int index, double change)
    {
        double[] moved = (double[])theta.Clone();
        moved[index] += change;
        posterior.Evaluate(moved);
        return (double[])posterior.Fitted.Clone();
    }

    private static ProphetDesign Design(ProphetGrowth growth, bool isMultiplicative)
    {
        ProphetOptions options = new()
        {
            Growth = growth,
            Capacity = 140,
            ChangepointCount = 6,
            ChangepointPriorScale = 0.2,
        };
        IProphetTerm[] terms = [new SeasonTerm("daily", 24, 2, 10, isMultiplicative), new SeasonTerm("other", 31, 1, 1, isMultiplicative: false)];
        double[] history = SampleSeries.HourlyValues(120, 9, weekendFactor: 1);
        double[] days = new double[history.Length];
        for (int i = 0; i < days.Length; i++)
        {
            days[i] = i;
            history[i] += 0.2 * Math.Max(0, i - 50);
        }

        return ProphetDesign.Of(options, terms, days, history, null);
    }

    private sealed class SmoothedPosterior(ProphetPosterior posterior, ProphetDesign design)
    {
        private const double Rounding = 1e-5;

        private readonly double[] jacobian = new double[posterior.Count * design.Rows];

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
        {
            ReadOnlySpan<double> theta = point[..^1];
            double noise = Math.Exp(point[^1]);
            double squares = posterior.Evaluate(theta);
            posterior.FillJacobian(theta, jacobian);
            double value = Likelihood(squares, noise);
            for (int j = 0; j < theta.Length; j++)
            {
                double smooth = Math.Sqrt((theta[j] * theta[j]) + (Rounding * Rounding));
                bool isSparse = j >= posterior.SmoothCount;
                value += isSparse ? posterior.Penalty * smooth : 0.5 * posterior.Precisions[j] * theta[j] * theta[j];
                gradient[j] = isSparse ? posterior.Penalty * theta[j] / smooth : posterior.Precisions[j] * theta[j];
                for (int row = 0; row < design.Rows; row++)
                {
                    gradient[j] -= jacobian[(j * design.Rows) + row] * (design.Usage[row] - posterior.Fitted[row]) / (noise * noise);
                }
            }

            gradient[^1] = design.Rows - (squares / (noise * noise)) + (4 * noise * noise);
            return double.IsFinite(value) ? value : double.PositiveInfinity;
        }

        public double Exact(ReadOnlySpan<double> point)
        {
            double noise = Math.Exp(point[^1]);
            return Likelihood(posterior.Evaluate(point[..^1]), noise) + posterior.Prior(point[..^1]);
        }

        private double Likelihood(double squares, double noise) =>
            (design.Rows * Math.Log(noise)) + (squares / (2 * noise * noise)) + (2 * noise * noise);
    }
}
