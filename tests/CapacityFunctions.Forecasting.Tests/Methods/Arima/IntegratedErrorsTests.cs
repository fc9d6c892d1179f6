using CapacityFunctions.Forecasting.Methods.Arima;

namespace CapacityFunctions.Forecasting.Tests.Methods.Arima;

public class IntegratedErrorsTests
{
    [Fact]
    public void Weights_OneOfEach_IsTheProduct()
    {
        // (1 − z)(1 − z⁴) = 1 − z − z⁴ + z⁵.
        Assert.Equal([1, 0, 0, 1, -1], IntegratedErrors.Weights(new ArimaOrder(0, 1, 0, 0, 1, 0, 4)));
    }

    [Fact]
    public void Push_Differences_RestoresTheSeries()
    {
        double[] values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9];
        ArimaOrder order = new(0, 1, 0, 0, 1, 0, 4);
        double[] differences = Differencing.Apply(values, order);
        IntegratedErrors errors = new(order, values[..order.Lost]);

        for (int t = order.Lost; t < values.Length; t++)
        {
            double next = errors.Carried + differences[t - order.Lost];
            Assert.Equal(values[t], next, 1e-12);
            errors.Push(next);
        }

        Assert.Equal(values[^order.Lost..], errors.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
