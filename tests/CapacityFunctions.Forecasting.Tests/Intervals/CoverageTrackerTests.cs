using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Intervals;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Intervals;

public class CoverageTrackerTests
{
    private const int Steps = 24;
    private const int Stride = 7;
    private static readonly HorizonSpec Horizon = new(SampleSeries.Hour, Steps, Stride);
    private static readonly CoverageReference Normal = CoverageReference.Of(ConformalCalibrator.Scores([], Steps));

    [Fact]
    public void After_OutsideAndInside_StepsOfNineteenToOne()
    {
        CoverageTracker wider = CoverageTracker.Neutral.After([Row(3)], SampleSeries.Start, Normal, Horizon);
        CoverageTracker narrower = CoverageTracker.Neutral.After([Row(0)], SampleSeries.Start, Normal, Horizon);

        // 3 lies above 1.645: the upper side takes 0.02 × (1 − 0.05), the lower one 0.02 × (0 − 0.05).
        Assert.Equal(0.019, wider.Upper, 1e-12);
        Assert.Equal(-0.001, wider.Lower, 1e-12);
        Assert.Equal(-0.001, narrower.Lower, 1e-12);
        Assert.Equal(-0.001, narrower.Upper, 1e-12);
    }

    [Fact]
    public void After_NothingObserved_Stays() =>
        Assert.Equal(CoverageTracker.Neutral, CoverageTracker.Neutral.After([Row(3)], SampleSeries.Start.AddHours(1), Normal, Horizon));

    [Property(MaxTest = 50)]
    public bool Apply_AnyTracker_KeepsTheMedianAndTheOrder(double lower, double upper)
    {
        if (!double.IsFinite(lower) || !double.IsFinite(upper))
        {
            return true;
        }

        double[] scores = ConformalCalibrator.Scores([Row(2), Row(-4)], 1);
        double median = scores[12];
        new CoverageTracker(Math.Clamp(lower, -0.7, 2.3), Math.Clamp(upper, -0.7, 2.3)).Apply(scores);
        return scores[12] == median && scores.SequenceEqual(scores.Order());
    }

    [Fact]
    public void After_VolatilityTriples_CoverageReturnsWithin240Steps()
    {
        const int Series = 60;
        double with = 0;
        double without = 0;
        for (int seed = 0; seed < Series; seed++)
        {
            (double tracked, double calibrated) = CoverageAfterChange(seed);
            with += tracked / Series;
            without += calibrated / Series;
        }

        // 96 hours from the 240th after the change: rolling calibration alone leans half on the claimed deviation and holds origins of before.
        Assert.InRange(with, 0.87, 0.93);
        Assert.InRange(without, 0.5, 0.8);
    }

    [Fact]
    public void After_StationaryErrors_CostLessThanOnePercent()
    {
        double tracked = 0;
        double calibrated = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            Loss(seed, ref tracked, ref calibrated);
        }

        Assert.InRange(tracked / calibrated, 0.98, 1.01);
    }

    private static (double With, double Without) CoverageAfterChange(int seed)
    {
        double[] errors = Errors(seed, 1_000, change: 600, factor: 3);
        int inside = 0;
        int insideUntracked = 0;
        Run(errors, (i, tracker, reference) =>
        {
            if (i is >= 840 and < 936)
            {
                inside += IsInside(errors[i], tracker, reference) ? 1 : 0;
                insideUntracked += IsInside(errors[i], CoverageTracker.Neutral, reference) ? 1 : 0;
            }
        });
        return (inside / 96.0, insideUntracked / 96.0);
    }

    private static void Loss(int seed, ref double tracked, ref double calibrated)
    {
        double[] errors = Errors(seed, 900, change: 900, factor: 1);
        double with = 0;
        double without = 0;
        Run(errors, (i, tracker, reference) =>
        {
            if (i >= 400)
            {
                with += Pinball(errors[i], tracker, reference);
                without += Pinball(errors[i], CoverageTracker.Neutral, reference);
            }
        });
        tracked += with;
        calibrated += without;
    }

    /// <summary>What updates do: a forecast at each origin, of deviation 1; its errors are the given ones.</summary>
    private static void Run(double[] errors, Action<int, CoverageTracker, CoverageReference> judge)
    {
        List<OriginRow> rows = [];
        CoverageTracker tracker = CoverageTracker.Neutral;
        CoverageReference reference = Normal;
        for (int i = 0; i < errors.Length; i++)
        {
            if (i % Stride == 0)
            {
                rows.RemoveRange(0, Math.Max(0, rows.Count - 40));
                reference = CoverageReference.Of(ConformalCalibrator.Scores(rows, Steps));
                rows.Add(OriginRow.Open(SampleSeries.Start.AddHours(i), Forecast()));
            }

            judge(i, tracker, reference);
            DateTimeOffset instant = SampleSeries.Start.AddHours(i);
            foreach (OriginRow row in rows)
            {
                int step = (int)(instant - row.Origin).TotalHours;
                if (step < Steps)
                {
                    row.Observe(step, errors[i]);
                }
            }

            tracker = tracker.After(rows, instant, reference, Horizon);
        }
    }

    private static bool IsInside(double error, CoverageTracker tracker, CoverageReference reference) =>
        error >= reference.LowerAt(3, Math.Exp(tracker.Lower)) && error <= reference.UpperAt(3, Math.Exp(tracker.Upper));

    private static double Pinball(double error, CoverageTracker tracker, CoverageReference reference) =>
        ForecastAccuracy.Pinball(error, reference.LowerAt(3, Math.Exp(tracker.Lower)), 0.05)
        + ForecastAccuracy.Pinball(error, reference.UpperAt(3, Math.Exp(tracker.Upper)), 0.95);

    /// <summary>Normal errors of deviation 1 with a correlation of 0.8 between hours, times the factor from the change on.</summary>
    private static double[] Errors(int seed, int length, int change, double factor)
    {
        Random random = new(seed);
        double[] errors = new double[length];
        double state = 0;
        for (int i = 0; i < length; i++)
        {
            double shock = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            state = (0.8 * state) + (0.6 * shock);
            errors[i] = state * (i >= change ? factor : 1);
        }

        return errors;
    }

    private static PredictiveDistribution Forecast()
    {
        double[] ones = new double[Steps];
        Array.Fill(ones, 1);
        return PredictiveDistribution.Normal(new double[Steps], ones, tailUnit: 1);
    }

    private static OriginRow Row(double error)
    {
        OriginRow row = OriginRow.Open(SampleSeries.Start, Forecast());
        row.Observe(0, error);
        return row;
    }
}
