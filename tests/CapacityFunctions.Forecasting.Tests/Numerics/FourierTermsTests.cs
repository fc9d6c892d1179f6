using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Tests.Numerics;

public class FourierTermsTests
{
    [Fact]
    public void Fill_TwelfthOfAPeriod_GivesTheSinesOfThirtyAndSixtyDegrees()
    {
        double[] row = new double[4];

        new FourierTerms(Period: 12, Order: 2).Fill([1], row);

        // sin 30°, cos 30°, sin 60°, cos 60°.
        double[] expected = [0.5, Math.Sqrt(3) / 2, Math.Sqrt(3) / 2, 0.5];
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], row[i], 1e-14);
        }
    }

    [Theory]
    [InlineData(24, 12, 0)]
    [InlineData(2016, 30, 5_900_000)]
    [InlineData(365.25, 10, -7.25)]
    public void Fill_AnyGrid_EqualsTheDefinition(double period, int order, double first)
    {
        const int rows = 100;
        FourierTerms terms = new(period, order);
        double[] columns = new double[terms.Count * rows];

        terms.Fill([.. Enumerable.Range(0, rows).Select(step => first + step)], columns);

        for (int row = 0; row < rows; row++)
        {
            for (int harmonic = 1; harmonic <= order; harmonic++)
            {
                double angle = 2 * Math.PI * harmonic * Math.IEEERemainder(first + row, period) / period;
                Assert.Equal(Math.Sin(angle), columns[((2 * harmonic - 2) * rows) + row], 1e-8);
                Assert.Equal(Math.Cos(angle), columns[((2 * harmonic - 1) * rows) + row], 1e-8);
            }
        }
    }

    [Fact]
    public void Fill_ShortTarget_Throws() =>
        Assert.Throws<ArgumentException>(() => new FourierTerms(7, 3).Fill(new double[10], new double[59]));
}
