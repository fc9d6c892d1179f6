using CapacityFunctions.Forecasting.Methods.Decomposition;
using CapacityFunctions.Forecasting.Tests.Reference;

namespace CapacityFunctions.Forecasting.Tests.Methods.Decomposition;

public class SeasonalStrengthTests
{
    // R 4.2.2, forecast 8.20: forecast:::seas.heuristic(y)
    [Theory]
    [InlineData("logAirPassengers", 0.964453970045)]
    [InlineData("logUKgas", 0.973868827161)]
    [InlineData("ldeaths", 0.888293322752)]
    [InlineData("USAccDeaths", 0.944794464889)]
    public void Of_ClassicSeries_IsThatOfR(string name, double expected)
    {
        RSeries series = RArimaReference.Instance.Series[name];

        // R's mstl goes through its own rounds of STL for one season too; the difference is in the fourth digit at most.
        Assert.Equal(expected, SeasonalStrength.Of(series.Values, series.Period), 1e-3);
    }

    [Fact]
    public void Of_StraightLine_IsZero() =>
        Assert.InRange(SeasonalStrength.Of([.. Enumerable.Range(0, 40).Select(i => 3.0)], 4), 0, 0);
}
