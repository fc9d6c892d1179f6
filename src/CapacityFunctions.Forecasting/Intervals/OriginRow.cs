using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>
/// One past forecast and how wrong it was: the unit of calibration and of group aggregation. For each step with an outcome it holds the
/// error and the outcome's normal score under the distribution that was forecast; for the others what it takes to tell them later.
/// Unknown errors are NaN inside; <see cref="TryGetError"/> is the way out.
/// </summary>
internal sealed class OriginRow
{
    private readonly float[] errors;
    private readonly Half[] scores;

    // Of the steps from firstOpen on.
    private readonly int firstOpen;
    private readonly float[] mean;

    // Quantiles − mean in multiples of unit, which keeps half precision in range: 0.05 % of an offset.
    private readonly float unit;
    private readonly Half[] offsets;
    private readonly double tailUnit;

    private OriginRow(
        DateTimeOffset origin, float[] errors, Half[] scores, int firstOpen, float[] mean, float unit, Half[] offsets, double tailUnit)
    {
        Origin = origin;
        this.errors = errors;
        this.scores = scores;
        this.firstOpen = firstOpen;
        this.mean = mean;
        this.unit = unit;
        this.offsets = offsets;
        this.tailUnit = tailUnit;
    }

    /// <summary>Start of the first step that was forecast.</summary>
    public DateTimeOffset Origin { get; }

    public int Horizon => errors.Length;

    /// <param name="origin">Start of the first step.</param>
    /// <param name="forecast">What is expected, before calibration.</param>
    public static OriginRow Open(DateTimeOffset origin, PredictiveDistribution forecast)
    {
        float[] unknown = new float[forecast.Horizon];
        Half[] unscored = new Half[forecast.Horizon];
        Array.Fill(unknown, float.NaN);
        Array.Fill(unscored, Half.NaN);
        float[] means = new float[forecast.Horizon];
        float largest = float.Epsilon;
        for (int step = 0; step < means.Length; step++)
        {
            means[step] = (float)forecast.Mean[step];
            ReadOnlySpan<double> quantiles = forecast.Quantiles(step);
            largest = Math.Max(largest, (float)Math.Max(quantiles[^1] - means[step], means[step] - quantiles[0]));
        }

        Half[] distances = new Half[means.Length * QuantileGrid.Count];
        for (int i = 0; i < distances.Length; i++)
        {
            int step = i / QuantileGrid.Count;
            distances[i] = (Half)((forecast.Quantiles(step)[i % QuantileGrid.Count] - means[step]) / largest);
        }

        return new OriginRow(origin, unknown, unscored, 0, means, largest, distances, forecast.TailUnit);
    }

    /// <summary>A copy that can be observed further, without what steps before <paramref name="step"/> needed for that.</summary>
    public OriginRow From(int step)
    {
        int settled = Math.Clamp(step - firstOpen, 0, mean.Length);
        return new OriginRow(
            Origin,
            (float[])errors.Clone(),
            (Half[])scores.Clone(),
            firstOpen + settled,
            mean[settled..],
            unit,
            offsets[(settled * QuantileGrid.Count)..],
            tailUnit);
    }

    /// <summary>Observed − forecast.</summary>
    public bool TryGetError(int step, out double error)
    {
        error = errors[step];
        return !float.IsNaN(errors[step]);
    }

    /// <summary>The normal score of what was observed: standard normal if the forecast distribution was right.</summary>
    public bool TryGetScore(int step, out double score)
    {
        score = (double)scores[step];
        return !Half.IsNaN(scores[step]);
    }

    /// <summary>Records what was observed <paramref name="step"/> steps after the first one.</summary>
    /// <param name="step">One that <see cref="From"/> has not settled.</param>
    /// <param name="value">In units of usage.</param>
    public void Observe(int step, double value)
    {
        int open = step - firstOpen;
        double error = value - mean[open];
        Span<double> quantiles = stackalloc double[QuantileGrid.Count];
        for (int i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = unit * (double)offsets[(open * QuantileGrid.Count) + i];
        }

        errors[step] = (float)error;
        scores[step] = (Half)QuantileGrid.ScoreOf(quantiles, error, tailUnit);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteInt64(Origin.UtcTicks);
        writer.WriteSingles(errors);
        writer.WriteHalves(scores);
        writer.WriteInt32(firstOpen);
        writer.WriteSingles(mean);
        writer.WriteSingle(unit);
        writer.WriteHalves(offsets);
        writer.WriteDouble(tailUnit);
    }

    public static OriginRow Read(StateReader reader)
    {
        DateTimeOffset origin = new(reader.ReadInt64(), TimeSpan.Zero);
        float[] readErrors = reader.ReadSingles();
        Half[] readScores = reader.ReadHalves();
        int firstUnsettled = reader.ReadInt32();
        float[] means = reader.ReadSingles();
        float largest = reader.ReadSingle();
        Half[] distances = reader.ReadHalves();
        double unitOfTails = reader.ReadDouble();
        if (!(unitOfTails > 0) || readScores.Length != readErrors.Length || firstUnsettled + means.Length != readErrors.Length || distances.Length != means.Length * QuantileGrid.Count)
        {
            throw new InvalidDataException(
                $"Model state is damaged: {readErrors.Length} errors, {readScores.Length} scores, {means.Length} open steps from {firstUnsettled} on.");
        }

        return new OriginRow(origin, readErrors, readScores, firstUnsettled, means, largest, distances, unitOfTails);
    }

    /// <summary>Reads what version 1 of the state held: means, errors and the logarithm of each step's deviation, normal throughout.</summary>
    public static OriginRow ReadVersion1(StateReader reader)
    {
        DateTimeOffset origin = new(reader.ReadInt64(), TimeSpan.Zero);
        double[] means = Array.ConvertAll(reader.ReadSingles(), static value => (double)value);
        float[] differences = reader.ReadSingles();
        if (means.Length != differences.Length)
        {
            throw new InvalidDataException($"Model state is damaged: {means.Length} forecasts but {differences.Length} errors.");
        }

        double[] deviation = new double[means.Length];
        for (int step = 0; step < deviation.Length; step++)
        {
            deviation[step] = Math.Exp((double)reader.ReadHalf());
        }

        // The deviation was the unit of tails, too.
        double unitOfTails = means.Length > 0 ? deviation.Average() : 1;
        OriginRow row = Open(origin, PredictiveDistribution.Normal(means, deviation, unitOfTails));
        for (int step = 0; step < differences.Length; step++)
        {
            if (!float.IsNaN(differences[step]))
            {
                row.Observe(step, means[step] + differences[step]);
            }
        }

        return row;
    }
}
