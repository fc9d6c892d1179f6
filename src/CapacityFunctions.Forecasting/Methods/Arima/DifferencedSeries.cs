using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// A series and its regressors after differencing: what an ARMA process is fitted to. Values are divided by their spread, so that tolerances
/// mean the same for every unit.
/// </summary>
internal sealed class DifferencedSeries
{
    /// <param name="values">The series.</param>
    /// <param name="columns">Regressors, each as long as the series.</param>
    /// <param name="order">Its differences are applied.</param>
    public DifferencedSeries(ReadOnlySpan<double> values, IReadOnlyList<double[]> columns, in ArimaOrder order)
    {
        Order = order;
        Values = Differencing.Apply(values, order);
        Columns = new double[columns.Count][];
        for (int i = 0; i < columns.Count; i++)
        {
            Columns[i] = Differencing.Apply(columns[i], order);
        }

        // A constant of the differences is a level, or the slope of a straight line of the series.
        Constant = new double[Values.Length];
        Constant.AsSpan().Fill(order.SeasonalDifferences > 0 && order.Differences == 0 ? order.Period : 1);
        IsConstant = Differencing.IsConstant(Values);
        double mean = Values.Length > 0 ? TensorPrimitives.Sum<double>(Values) / Values.Length : 0;
        double squares = 0;
        foreach (double value in Values)
        {
            squares += (value - mean) * (value - mean);
        }

        Scale = squares > 0 ? Math.Sqrt(squares / Values.Length) : 1;
        TensorPrimitives.Divide<double>(Values, Scale, Values);
    }

    private DifferencedSeries(DifferencedSeries full, double[] values)
    {
        Order = full.Order;
        Values = values;
        Columns = [];
        Constant = full.Constant;
        Scale = full.Scale;
        FixedCoefficients = full.Columns.Length;
    }

    /// <summary>The differences taken; its polynomials are empty.</summary>
    public ArimaOrder Order { get; }

    /// <summary>Differenced values ÷ <see cref="Scale"/>.</summary>
    public double[] Values { get; }

    /// <summary>Differenced regressors in their own units.</summary>
    public double[][] Columns { get; }

    /// <summary>The differenced regressor of the constant, see <see cref="AllowsConstant"/>.</summary>
    public double[] Constant { get; }

    public double Scale { get; }

    /// <summary>Regressors that were taken out before; they count as coefficients.</summary>
    public int FixedCoefficients { get; }

    /// <summary>Whether nothing is left to be explained.</summary>
    public bool IsConstant { get; }

    public int Length => Values.Length;

    /// <summary>A constant of twice differenced values would be a parabola: not a forecast anybody wants.</summary>
    public bool AllowsConstant => Order.Differences + Order.SeasonalDifferences <= 1;

    /// <summary>The series without its regressors, whose coefficients are settled. The constant stays free.</summary>
    public DifferencedSeries Without(ArimaEstimate estimate)
    {
        double[] values = (double[])Values.Clone();
        int first = estimate.HasConstant ? 1 : 0;
        for (int i = 0; i < Columns.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(Columns[i], -estimate.Regression[first + i] / Scale, values, values);
        }

        return new DifferencedSeries(this, values);
    }
}
