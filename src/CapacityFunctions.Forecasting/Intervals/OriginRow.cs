using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>
/// One past forecast and how wrong it was: the unit of calibration and of group aggregation.
/// Steps whose outcome isn't known (yet, or because usage is missing) hold NaN inside; <see cref="TryGetError"/> is the way out.
/// </summary>
internal sealed class OriginRow
{
    private readonly float[] mean;
    private readonly float[] errors;
    private readonly Half[] logDeviations;

    private OriginRow(DateTimeOffset origin, float[] mean, float[] errors, Half[] logDeviations)
    {
        Origin = origin;
        this.mean = mean;
        this.errors = errors;
        this.logDeviations = logDeviations;
    }

    /// <summary>Start of the first step that was forecast.</summary>
    public DateTimeOffset Origin { get; }

    public int Horizon => errors.Length;

    /// <param name="origin">Start of the first step.</param>
    /// <param name="mean">Point forecasts.</param>
    /// <param name="deviation">The method's own standard deviations.</param>
    /// <param name="bounds">Limits that both are kept in.</param>
    public static OriginRow Open(DateTimeOffset origin, ReadOnlySpan<double> mean, ReadOnlySpan<double> deviation, in ForecastBounds bounds)
    {
        float[] means = new float[mean.Length];
        float[] unknown = new float[mean.Length];
        Half[] logs = new Half[mean.Length];
        for (int step = 0; step < means.Length; step++)
        {
            means[step] = (float)bounds.Mean(mean[step]);
            unknown[step] = float.NaN;

            // Half precision of the logarithm: 0.5 % of the deviation, whatever its unit.
            logs[step] = (Half)Math.Log(bounds.Deviation(deviation[step]));
        }

        return new OriginRow(origin, means, unknown, logs);
    }

    public OriginRow Copy() => new(Origin, mean, (float[])errors.Clone(), logDeviations);

    public bool TryGetError(int step, out double error)
    {
        error = errors[step];
        return !float.IsNaN(errors[step]);
    }

    /// <summary>The method's own standard deviation at the origin.</summary>
    public double Deviation(int step) => Math.Exp((double)logDeviations[step]);

    public double Mean(int step) => mean[step];

    /// <summary>Records what was observed <paramref name="step"/> steps after the first one.</summary>
    public void Observe(int step, double value) => errors[step] = (float)(value - mean[step]);

    public void Write(StateWriter writer)
    {
        writer.WriteInt64(Origin.UtcTicks);
        writer.WriteSingles(mean);
        writer.WriteSingles(errors);
        foreach (Half value in logDeviations)
        {
            short bits = BitConverter.HalfToInt16Bits(value);
            writer.WriteByte((byte)bits);
            writer.WriteByte((byte)(bits >> 8));
        }
    }

    public static OriginRow Read(StateReader reader)
    {
        DateTimeOffset origin = new(reader.ReadInt64(), TimeSpan.Zero);
        float[] means = reader.ReadSingles();
        float[] differences = reader.ReadSingles();
        if (means.Length != differences.Length)
        {
            throw new InvalidDataException($"Model state is damaged: {means.Length} forecasts but {differences.Length} errors.");
        }

        Half[] logs = new Half[means.Length];
        for (int step = 0; step < logs.Length; step++)
        {
            int bits = reader.ReadByte();
            bits |= reader.ReadByte() << 8;
            logs[step] = BitConverter.Int16BitsToHalf((short)bits);
        }

        return new OriginRow(origin, means, differences, logs);
    }
}
