using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>
/// One past forecast and how wrong it was: the unit of calibration and of group aggregation. For each step with an outcome it holds the
/// error and the outcome's normal score under the distribution that was forecast; for the others what it takes to tell them later.
/// Unknown errors are NaN inside; <see cref="TryGetError"/> is the way out.
/// </summary>
internal sealed class OriginRow
{
    private const int LongestHorizon = 1_000_000;

    private readonly float[] errors;
    private readonly Half[] scores;

    // Of the steps from firstOpen on.
    private readonly int firstOpen;
    private readonly float[] mean;

    // Median − mean in multiples of unit, which keeps half precision in range, and the distances of the other quantiles.
    private readonly float unit;
    private readonly Half[] medians;
    private readonly byte[] distances;
    private readonly double tailUnit;

    internal OriginRow(
        DateTimeOffset origin, float[] errors, Half[] scores, int firstOpen, float[] mean, float unit, Half[] medians, byte[] distances, double tailUnit)
    {
        Origin = origin;
        this.errors = errors;
        this.scores = scores;
        this.firstOpen = firstOpen;
        this.mean = mean;
        this.unit = unit;
        this.medians = medians;
        this.distances = distances;
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

        Half[] middle = new Half[means.Length];
        byte[] codes = new byte[means.Length * QuantileCode.Length];
        Span<double> offsets = stackalloc double[QuantileGrid.Count];
        for (int step = 0; step < means.Length; step++)
        {
            for (int i = 0; i < offsets.Length; i++)
            {
                offsets[i] = forecast.Quantiles(step)[i] - means[step];
            }

            middle[step] = (Half)(offsets[QuantileGrid.Count / 2] / largest);
            QuantileCode.Encode(offsets, largest * (double)middle[step], 2 * largest, codes.AsSpan(step * QuantileCode.Length, QuantileCode.Length));
        }

        return new OriginRow(origin, unknown, unscored, 0, means, largest, middle, codes, forecast.TailUnit);
    }

    /// <summary>
    /// A copy that can be observed further, without what steps before <paramref name="step"/> needed for that. A row whose steps are all
    /// settled no longer changes, and is its own copy.
    /// </summary>
    public OriginRow From(int step)
    {
        if (firstOpen == Horizon)
        {
            return this;
        }

        int settled = Math.Clamp(step - firstOpen, 0, mean.Length);
        return new OriginRow(
            Origin,
            (float[])errors.Clone(),
            (Half[])scores.Clone(),
            firstOpen + settled,
            settled == 0 ? mean : mean[settled..],
            unit,
            settled == 0 ? medians : medians[settled..],
            settled == 0 ? distances : distances[(settled * QuantileCode.Length)..],
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
        ReadOnlySpan<byte> code = distances.AsSpan(open * QuantileCode.Length, QuantileCode.Length);
        QuantileCode.Decode(code, unit * (double)medians[open], 2 * unit, quantiles);
        errors[step] = (float)error;
        scores[step] = (Half)QuantileGrid.ScoreOf(quantiles, error, tailUnit);
    }

    public void Write(StateWriter writer)
    {
        // After the last outcome there is nothing to write.
        int known = Horizon;
        while (known > firstOpen && float.IsNaN(errors[known - 1]))
        {
            known--;
        }

        writer.WriteInt64(Origin.UtcTicks);
        writer.WriteInt32(Horizon);
        writer.WriteSingles(errors.AsSpan(0, known));
        writer.WriteHalves(scores.AsSpan(0, known));
        writer.WriteInt32(firstOpen);
        writer.WriteSingles(mean);
        writer.WriteSingle(unit);
        writer.WriteHalves(medians);
        writer.WriteBytes(distances);
        writer.WriteDouble(tailUnit);
    }

    public static OriginRow Read(StateReader reader)
    {
        DateTimeOffset origin = new(reader.ReadInt64(), TimeSpan.Zero);
        int horizon = reader.ReadInt32();
        float[] known = reader.ReadSingles();
        Half[] knownScores = reader.ReadHalves();
        int firstUnsettled = reader.ReadInt32();
        float[] means = reader.ReadSingles();
        float largest = reader.ReadSingle();
        Half[] middle = reader.ReadHalves();
        byte[] codes = reader.ReadBytes();
        double unitOfTails = reader.ReadDouble();
        if (!(unitOfTails > 0) || knownScores.Length != known.Length || known.Length > horizon || horizon > LongestHorizon || firstUnsettled < 0 || firstUnsettled + (long)means.Length != horizon
            || middle.Length != means.Length || codes.Length != means.Length * QuantileCode.Length)
        {
            throw new InvalidDataException(
                $"Model state is damaged: {known.Length} errors and {knownScores.Length} scores of {horizon} steps, {means.Length} open from {firstUnsettled} on.");
        }

        float[] allErrors = new float[horizon];
        Half[] allScores = new Half[horizon];
        Array.Fill(allErrors, float.NaN, known.Length, horizon - known.Length);
        Array.Fill(allScores, Half.NaN, known.Length, horizon - known.Length);
        known.CopyTo(allErrors, 0);
        knownScores.CopyTo(allScores, 0);
        return new OriginRow(origin, allErrors, allScores, firstUnsettled, means, largest, middle, codes, unitOfTails);
    }
}
