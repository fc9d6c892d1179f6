using CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

namespace CapacityFunctions.Forecasting.Tests.Methods.ExponentialSmoothing;

public class EtsFilterTests
{
    private static readonly double[] History = [12, 15, 9, 14, 13, 17, 10, 15, 15, 18, 12, 17, 16, 20, 12, 18];
    private static readonly double[] AdditiveSeason = [-0.5, 3, -3, 0.5];
    private static readonly double[] MultiplicativeSeason = [0.96, 1.2, 0.78, 1.06];

    public static TheoryData<string> Forms() => [.. EtsForm.Admissible(seasonal: true, positive: true).Select(form => form.ToString())];

    [Theory, MemberData(nameof(Forms))]
    public void Backward_EachForm_MatchesCentralDifferences(string name)
    {
        EtsForm form = EtsForm.Admissible(seasonal: true, positive: true).Single(candidate => string.Equals(candidate.ToString(), name, StringComparison.Ordinal));
        EtsFilter filter = new(form, History, 4);
        double[] season = form.Season switch { EtsSeason.None => [], EtsSeason.Additive => AdditiveSeason, _ => MultiplicativeSeason };
        double[] point = [0.3, form.HasTrend ? 0.1 : 0, form.IsSeasonal ? 0.2 : 0, form.IsDamped ? 0.9 : 1, 12.5, form.HasTrend ? 0.3 : 0, .. season];
        double[] seasonGradient = new double[season.Length];
        Cost(filter, point);
        EtsGradient gradient = filter.Backward(new EtsParameters(point[0], point[1], point[2], point[3]), seasonGradient);
        double[] analytic = [gradient.Alpha, gradient.Beta, gradient.Gamma, gradient.Phi, gradient.Level, gradient.Trend, .. seasonGradient];

        bool[] present = [true, form.HasTrend, form.IsSeasonal, form.IsDamped, true, form.HasTrend, .. season.Select(_ => true)];
        foreach (int i in Enumerable.Range(0, point.Length).Where(i => present[i]))
        {
            // Central differences of width 1e-6 are good to about 1e-8 relative here.
            double numeric = (Cost(filter, Shifted(point, i, 1e-6)) - Cost(filter, Shifted(point, i, -1e-6))) / 2e-6;
            Assert.Equal(numeric, analytic[i], 1e-5 * (1 + Math.Abs(numeric)));
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Advance_LastSteps_EqualsRunningOverAllOfThem(string name)
    {
        EtsForm form = EtsForm.Admissible(seasonal: true, positive: true).Single(candidate => string.Equals(candidate.ToString(), name, StringComparison.Ordinal));
        EtsParameters parameters = new(0.3, form.HasTrend ? 0.1 : 0, form.IsSeasonal ? 0.2 : 0, form.IsDamped ? 0.9 : 1);
        double[] season = form.Season switch { EtsSeason.None => [], EtsSeason.Additive => AdditiveSeason, _ => MultiplicativeSeason };
        EtsState whole = new(12.5, form.HasTrend ? 0.3 : 0, [.. season]);
        EtsState parts = whole.Copy();

        new EtsFilter(form, History, 4).Run(parameters, whole);
        new EtsFilter(form, History[..9], 4).Run(parameters, parts);
        foreach (double value in History[9..])
        {
            parts.Advance(form, parameters, value);
        }

        // The same arithmetic in the same order, up to rounding.
        Assert.Equal(whole.Level, parts.Level, 1e-12);
        Assert.Equal(whole.Trend, parts.Trend, 1e-12);
        Assert.Equal(whole.Position, parts.Position);
        Assert.Equal(whole.Season, parts.Season, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Forward_SimpleSmoothing_IsTheTextbookRecursion()
    {
        // l0 = 10, α = 0.5: forecasts 10, 11, 10.5; errors 2, −1, 0.5; Σe² = 5.25, cost 3 ln 5.25; last level 10.5 + 0.25.
        EtsFilter filter = new(new EtsForm(false, EtsTrend.None, EtsSeason.None), [12, 10, 11], 1);

        double cost = filter.Forward(new EtsParameters(0.5, 0, 0, 1), 10, 0, [], out double level, out _);

        Assert.Equal(5.25, filter.SquaredErrors, 1e-12);
        Assert.Equal(3 * Math.Log(5.25), cost, 1e-12);
        Assert.Equal(10.75, level, 1e-12);
    }

    [Fact]
    public void Forward_MultiplicativeErrorAtNegativeForecast_IsInfinite()
    {
        EtsFilter filter = new(new EtsForm(true, EtsTrend.None, EtsSeason.None), [12, 10, 11], 1);

        Assert.Equal(double.PositiveInfinity, filter.Forward(new EtsParameters(0.5, 0, 0, 1), -1, 0, [], out _, out _));
    }

    private static double Cost(EtsFilter filter, double[] point) =>
        filter.Forward(new EtsParameters(point[0], point[1], point[2], point[3]), point[4], point[5], point.AsSpan(6), out _, out _);

    private static double[] Shifted(double[] point, int index, double by)
    {
        double[] shifted = (double[])point.Clone();
        shifted[index] += by;
        return shifted;
    }
}
