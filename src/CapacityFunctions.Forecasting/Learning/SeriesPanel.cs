namespace CapacityFunctions.Forecasting.Learning;

/// <summary>The series that a model is learned over, and what for.</summary>
public sealed class SeriesPanel
{
    /// <summary>Fewer series than that have nothing to learn from each other.</summary>
    public const int FewestSeries = 5;

    /// <summary>Known usage that a series needs to count among them: half is held back, and a window needs a day before it and a day after it.</summary>
    public const int FewestDays = 5;

    /// <param name="horizon">How far ahead the model will be asked.</param>
    /// <param name="series">In any order; on the grid of the horizon, ids unique.</param>
    /// <exception cref="ArgumentException">A grid differs, or an id occurs twice.</exception>
    public SeriesPanel(HorizonSpec horizon, IReadOnlyList<PanelSeries> series)
    {
        ArgumentNullException.ThrowIfNull(horizon);
        ArgumentNullException.ThrowIfNull(series);
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (PanelSeries item in series)
        {
            if (item.History.Step != horizon.Grid)
            {
                throw new ArgumentException($"The series '{item.Series.Id}' has steps of {item.History.Step}, the horizon of {horizon.Grid}.", nameof(series));
            }

            if (!ids.Add(item.Series.Id))
            {
                throw new ArgumentException($"Two series are named '{item.Series.Id}'.", nameof(series));
            }
        }

        Horizon = horizon;
        Series = [.. series.OrderBy(item => item.Series.Id, StringComparer.Ordinal)];
    }

    public HorizonSpec Horizon { get; }

    /// <summary>Whether there is enough to learn from: five series of five days each.</summary>
    public bool IsLearnable => Series.Count(item => item.History.KnownCount * item.History.Step >= TimeSpan.FromDays(FewestDays)) >= FewestSeries;

    /// <summary>Ordered by id.</summary>
    public IReadOnlyList<PanelSeries> Series { get; }
}
