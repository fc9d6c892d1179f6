using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Tests.Reference;

namespace CapacityFunctions.Forecasting.Tests.Numerics;

public class AutoregressiveFitTests
{
    [Fact]
    public void YuleWalker_LuteinizingHormone_IsThatOfR()
    {
        // R 4.2.2: ar.yw(lh, order.max = 8)$ar
        double[] coefficients = AutoregressiveFit.YuleWalker(RArimaReference.Instance.Series["lh"].Values, 8);

        Assert.Equal([0.65340167869, -0.06362083609, -0.22694020165], coefficients, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void YuleWalker_Constant_IsEmpty() => Assert.Empty(AutoregressiveFit.YuleWalker([3, 3, 3, 3], 2));

    [Fact]
    public void Filter_SecondDegree_LeavesTheFirstTwoOut()
    {
        // 5 − 0.5·3 − 0.25·2 = 3, 8 − 0.5·5 − 0.25·3 = 4.75.
        Assert.Equal([3, 4.75], AutoregressiveFit.Filter([0.5, 0.25], [2, 3, 5, 8]));
    }
}
