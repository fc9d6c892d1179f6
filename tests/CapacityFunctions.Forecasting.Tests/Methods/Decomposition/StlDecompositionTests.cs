using CapacityFunctions.Forecasting.Methods.Decomposition;
using CapacityFunctions.Forecasting.Tests.Reference;

namespace CapacityFunctions.Forecasting.Tests.Methods.Decomposition;

/// <summary>Against R's <c>stl</c>; calls and values in Reference/.</summary>
public class StlDecompositionTests
{
    public static TheoryData<string> Cases() => [.. RReference.Instance.Stl.Select(expected => expected.Call)];

    [Theory, MemberData(nameof(Cases))]
    public void Decompose_ClassicSeries_MatchesR(string call)
    {
        RStl expected = RReference.Instance.Stl.Single(candidate => string.Equals(candidate.Call, call, StringComparison.Ordinal));
        RSeries series = RReference.Instance.Series[expected.Series];

        StlDecomposition actual = StlDecomposition.Decompose(series.Values, series.Period, expected.Window == 0 ? int.MaxValue : expected.Window);

        // The same algorithm in double precision: rounding of the stored values only.
        double tolerance = 1e-6 * series.Values.Max();
        for (int i = 0; i < series.Values.Length; i++)
        {
            Assert.Equal(expected.Seasonal[i], actual.Seasonal[i], tolerance);
            Assert.Equal(expected.Trend[i], actual.Trend[i], tolerance);
        }
    }
}
