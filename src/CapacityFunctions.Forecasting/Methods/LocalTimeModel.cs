using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Methods;

/// <summary>
/// A model fitted to a history by the clock on the wall (<see cref="LocalGrid.ToLocal"/>), asked and told in UTC. While the clock repeats an
/// hour the model stands still: it has seen these slots, and what comes next is forecast for the rest of that hour.
/// </summary>
internal sealed class LocalTimeModel : IFittedModel
{
    private readonly IFittedModel inner;
    private readonly LocalGrid grid;
    private readonly DateTimeOffset end;
    private readonly long next;

    private LocalTimeModel(IFittedModel inner, LocalGrid grid, DateTimeOffset end, long next)
    {
        this.inner = inner;
        this.grid = grid;
        this.end = end;
        this.next = next;
    }

    public string Description => inner.Description;

    /// <param name="inner">Knows slots only; null gives null.</param>
    /// <param name="grid">Null for UTC: then the model stands for itself.</param>
    /// <param name="end">Exclusive end of what the model has seen.</param>
    public static IFittedModel? Of(IFittedModel? inner, LocalGrid? grid, DateTimeOffset end) =>
        inner is null || grid is null ? inner : new LocalTimeModel(inner, grid, end, grid.NextSlot(end));

    public IFittedModel Update(ObservationBlock block)
    {
        int[] sources = grid.Unseen(end, block.Length, next);
        double[] values = new double[sources.Length];
        bool[] missing = new bool[sources.Length];
        for (int slot = 0; slot < sources.Length; slot++)
        {
            missing[slot] = sources[slot] < 0 || block.Missing.Span[sources[slot]];
            values[slot] = missing[slot] ? 0 : block.Values.Span[sources[slot]];
        }

        IFittedModel advanced = sources.Length == 0
            ? inner
            : inner.Update(new ObservationBlock(values, missing, block.Regressors?.Gather(sources)));
        return new LocalTimeModel(advanced, grid, end + (grid.Step * block.Length), next + sources.Length);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        int[] ahead = grid.SlotsAhead(end, request.Horizon, next);
        int slots = ahead.Max() + 1;
        RegressorMatrix? regressors = request.Regressors;
        if (regressors is not null)
        {
            int[] sources = new int[slots];
            Array.Fill(sources, -1);
            for (int step = ahead.Length - 1; step >= 0; step--)
            {
                sources[ahead[step]] = step;
            }

            regressors = regressors.Gather(sources);
        }

        MethodForecast forecast = inner.Forecast(new ForecastRequest(slots, regressors));
        return IsConsecutive(ahead) ? forecast : new PickedForecast(forecast, ahead);
    }

    /// <summary>Writes the inner model alone: grid and place follow from the zone and the end of the whole model.</summary>
    public void Write(StateWriter writer) => inner.Write(writer);

    private static bool IsConsecutive(int[] ahead)
    {
        for (int step = 0; step < ahead.Length; step++)
        {
            if (ahead[step] != step)
            {
                return false;
            }
        }

        return true;
    }
}
