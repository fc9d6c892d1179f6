using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>Reads past forecasts as older versions of the state held them.</summary>
internal static class OlderOriginRow
{
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
        OriginRow row = OriginRow.Open(origin, PredictiveDistribution.Normal(means, deviation, unitOfTails));
        for (int step = 0; step < differences.Length; step++)
        {
            if (!float.IsNaN(differences[step]))
            {
                row.Observe(step, means[step] + differences[step]);
            }
        }

        return row;
    }

    /// <summary>Reads what version 2 of the state held: all quantiles of each open step in half precision.</summary>
    public static OriginRow ReadVersion2(StateReader reader)
    {
        DateTimeOffset origin = new(reader.ReadInt64(), TimeSpan.Zero);
        float[] readErrors = reader.ReadSingles();
        Half[] readScores = reader.ReadHalves();
        int firstUnsettled = reader.ReadInt32();
        float[] means = reader.ReadSingles();
        float largest = reader.ReadSingle();
        Half[] offsets = reader.ReadHalves();
        double unitOfTails = reader.ReadDouble();
        if (!(unitOfTails > 0) || readScores.Length != readErrors.Length || firstUnsettled + means.Length != readErrors.Length || offsets.Length != means.Length * QuantileGrid.Count)
        {
            throw new InvalidDataException(
                $"Model state is damaged: {readErrors.Length} errors, {readScores.Length} scores, {means.Length} open steps from {firstUnsettled} on.");
        }

        Half[] middle = new Half[means.Length];
        byte[] codes = new byte[means.Length * QuantileCode.Length];
        Span<double> quantiles = stackalloc double[QuantileGrid.Count];
        for (int step = 0; step < means.Length; step++)
        {
            for (int i = 0; i < quantiles.Length; i++)
            {
                quantiles[i] = largest * (double)offsets[(step * QuantileGrid.Count) + i];
            }

            middle[step] = offsets[(step * QuantileGrid.Count) + (QuantileGrid.Count / 2)];
            QuantileCode.Encode(quantiles, quantiles[QuantileGrid.Count / 2], 2 * largest, codes.AsSpan(step * QuantileCode.Length, QuantileCode.Length));
        }

        return new OriginRow(origin, readErrors, readScores, firstUnsettled, means, largest, middle, codes, unitOfTails);
    }
}
