using CapacityFunctions.Forecasting.Evaluation;

namespace CapacityFunctions.Forecasting.Tests.Evaluation;

public class SignTestTests
{
    [Theory]
    [InlineData(8, 2, 0.109375)] // 2 · (1 + 10 + 45) ÷ 2¹⁰
    [InlineData(2, 8, 0.109375)]
    [InlineData(5, 0, 0.0625)] // 2 ÷ 2⁵
    [InlineData(3, 3, 1)]
    [InlineData(0, 0, 1)]
    public void PValue_FewPairs_IsBinomial(int wins, int losses, double expected) =>
        Assert.Equal(expected, new SignTest(wins, losses, 7).PValue, 1e-12);

    [Fact]
    public void PValue_TwoThousandPairs_MatchesR() =>
        Assert.Equal(8.4570895355e-06, new SignTest(1_100, 900, 0).PValue, 1e-12); // R 4.2.2: binom.test(900, 2000)$p.value

    [Fact]
    public void Of_Differences_CountsSigns()
    {
        SignTest test = SignTest.Of([-1, -0.5, 0, 2, -3]);

        Assert.Equal((3, 1, 1), (test.Wins, test.Losses, test.Ties));
    }
}
