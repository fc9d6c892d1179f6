using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>The part of a fitted model that observations don't change.</summary>
/// <param name="Order">Degrees and differences.</param>
/// <param name="HasConstant">Whether the first regression coefficient is a level or slope.</param>
/// <param name="Ar">φ.</param>
/// <param name="SeasonalAr">Φ.</param>
/// <param name="Ma">θ.</param>
/// <param name="SeasonalMa">Θ.</param>
/// <param name="Regression">Coefficients of the constant and of each term.</param>
/// <param name="Variance">Variance of the innovations.</param>
internal sealed record ArimaCoefficients(
    ArimaOrder Order,
    bool HasConstant,
    double[] Ar,
    double[] SeasonalAr,
    double[] Ma,
    double[] SeasonalMa,
    double[] Regression,
    double Variance)
{
    /// <summary>Coefficients of the product of both autoregressive polynomials.</summary>
    public double[] FullAr()
    {
        double[] product = new double[Order.FullAr];
        ArmaPolynomials.Expand(Ar, SeasonalAr, Order.Period, -1, product);
        return product;
    }

    /// <summary>What constant and regressors contribute to consecutive steps.</summary>
    /// <param name="position">Steps before the first one.</param>
    /// <param name="columns">Regressors over the steps.</param>
    /// <param name="length">Number of steps.</param>
    public double[] Effects(long position, double[][] columns, int length)
    {
        double[] effects = new double[length];
        int first = HasConstant ? 1 : 0;
        if (HasConstant)
        {
            // Without differences a level, with one a line through the steps counted from 1.
            bool isSlope = Order.Differences + Order.SeasonalDifferences > 0;
            for (int i = 0; i < length; i++)
            {
                effects[i] = Regression[0] * (isSlope ? position + i + 1 : 1);
            }
        }

        for (int i = 0; i < columns.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(columns[i], Regression[first + i], effects, effects);
        }

        return effects;
    }

    /// <summary>
    /// Standard deviations of the forecast errors 1, 2, … steps ahead: σ² (1 + ψ_1² + … + ψ_h−1²) with the weights ψ of the whole model's
    /// MA(∞) form (Brockwell &amp; Davis 1991, §5.5 and §9.5).
    /// </summary>
    public void FillDeviations(Span<double> deviations)
    {
        double[] theta = new double[Order.FullMa];
        ArmaPolynomials.Expand(Ma, SeasonalMa, Order.Period, 1, theta);
        double[] phi = WithDifferences(FullAr());
        double[] weights = new double[deviations.Length];
        double sum = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            double weight = k == 0 ? 1 : k <= theta.Length ? theta[k - 1] : 0;
            for (int j = 1; j <= Math.Min(k, phi.Length); j++)
            {
                weight += phi[j - 1] * weights[k - j];
            }

            weights[k] = weight;
            sum += weight * weight;
            deviations[k] = Math.Sqrt(Variance * sum);
        }
    }

    /// <summary>For people: order, and what the regression is on.</summary>
    public string Describe(RegressionTerms terms)
    {
        string constant = !HasConstant ? "" : Order.Differences + Order.SeasonalDifferences > 0 ? " with drift" : " with mean";
        string fourier = string.Concat(terms.Harmonics
            .GroupBy(term => term.Period)
            .Select(group => $", {group.Count()} harmonics of {group.Key}"));
        string external = terms.Names.Count == 0 ? "" : $", {string.Join(", ", terms.Names)}";
        return $"{Order}{constant}{fourier}{external}";
    }

    public void Write(StateWriter writer)
    {
        foreach (int part in (ReadOnlySpan<int>)[Order.Differences, Order.SeasonalDifferences, Order.Period])
        {
            writer.WriteVariableInt64(part);
        }

        writer.WriteBoolean(HasConstant);
        foreach (double[] part in (ReadOnlySpan<double[]>)[Ar, SeasonalAr, Ma, SeasonalMa, Regression])
        {
            writer.WriteDoubles(part);
        }

        writer.WriteDouble(Variance);
    }

    public static ArimaCoefficients Read(StateReader reader)
    {
        (long d, long seasonalD, long period) = (reader.ReadVariableInt64(), reader.ReadVariableInt64(), reader.ReadVariableInt64());
        bool hasConstant = reader.ReadBoolean();
        double[] ar = reader.ReadDoubles();
        double[] seasonalAr = reader.ReadDoubles();
        double[] ma = reader.ReadDoubles();
        double[] seasonalMa = reader.ReadDoubles();
        double[] regression = reader.ReadDoubles();
        if (d is < 0 or > Differencing.MaxDifferences || seasonalD is < 0 or > 1 || period is < 1 or > ArimaMethod.LongestSeason)
        {
            throw new InvalidDataException($"Model state is damaged: ARIMA with {d} and {seasonalD} differences of period {period}.");
        }

        ArimaOrder order = new(ar.Length, (int)d, ma.Length, seasonalAr.Length, (int)seasonalD, seasonalMa.Length, (int)period);
        return new ArimaCoefficients(order, hasConstant, ar, seasonalAr, ma, seasonalMa, regression, reader.ReadDouble());
    }

    private double[] WithDifferences(double[] phi)
    {
        double[] delta = IntegratedErrors.Weights(Order);
        double[] product = new double[phi.Length + delta.Length];
        phi.CopyTo(product, 0);
        for (int j = 0; j < delta.Length; j++)
        {
            product[j] += delta[j];
            for (int i = 0; i < phi.Length; i++)
            {
                product[i + j + 1] -= phi[i] * delta[j];
            }
        }

        return product;
    }
}
