namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>How wrong past forecasts were, one loss a forecast, in units of what each expected of itself.</summary>
internal static class OriginLosses
{
    /// <summary>
    /// Mean size of the normal scores of a forecast's outcomes. Scores are errors ÷ deviation where a distribution is normal, so busy and quiet
    /// hours count alike, and a forecast that knew it was unsure isn't blamed for it.
    /// </summary>
    /// <param name="rows">Past forecasts, oldest first.</param>
    /// <param name="from">Start of the first outcome that counts.</param>
    /// <param name="to">Exclusive end of the last one.</param>
    /// <param name="length">Time that a forecast covers. Only forecasts wholly inside count, from the newest back, without overlap.</param>
    public static double[] Between(IReadOnlyList<OriginRow> rows, DateTimeOffset from, DateTimeOffset to, TimeSpan length)
    {
        List<double> losses = [];
        DateTimeOffset end = to;
        for (int i = rows.Count - 1; i >= 0; i--)
        {
            if (rows[i].Origin >= from && rows[i].Origin + length <= end && LossOf(rows[i]) is { } loss)
            {
                losses.Add(loss);
                end = rows[i].Origin;
            }
        }

        return [.. losses];
    }

    private static double? LossOf(OriginRow row)
    {
        double sum = 0;
        int count = 0;
        for (int step = 0; step < row.Horizon; step++)
        {
            if (row.TryGetScore(step, out double score))
            {
                sum += Math.Abs(score);
                count++;
            }
        }

        return count > 0 ? sum / count : null;
    }
}
