using CapacityFunctions.Forecasting.Intervals;

namespace CapacityFunctions.Forecasting.Aggregation;

/// <summary>
/// Errors (observed − forecast) of the last forecasts of one account, at origins on the absolute raster of its <see cref="HorizonSpec"/>.
/// </summary>
public sealed class ErrorSamples
{
    private readonly IReadOnlyList<OriginRow> rows;

    internal ErrorSamples(HorizonSpec horizon, IReadOnlyList<OriginRow> rows)
    {
        Horizon = horizon;
        this.rows = rows;
    }

    public HorizonSpec Horizon { get; }

    public int OriginCount => rows.Count;

    /// <summary>Start of the first step forecast at origin <paramref name="index"/>; ascending.</summary>
    public DateTimeOffset OriginAt(int index) => rows[index].Origin;

    /// <summary>The error of one step; false where the outcome isn't known.</summary>
    /// <param name="index">Origin, 0 the oldest.</param>
    /// <param name="step">0 is one step ahead.</param>
    /// <param name="error">Observed − forecast in capacity units; 0 where unknown.</param>
    public bool TryGetError(int index, int step, out double error)
    {
        bool known = rows[index].TryGetError(step, out error);
        error = known ? error : 0;
        return known;
    }

    /// <summary>The normal score of what was observed under the distribution that was forecast; false where the outcome isn't known.</summary>
    internal bool TryGetScore(int index, int step, out double score) => rows[index].TryGetScore(step, out score);
}
