using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>Leads the inputs of a design along the origins of an evaluation; without a design it adds nothing.</summary>
internal sealed class InputWalk(InputDesign? design)
{
    private InputBasis? basis;

    /// <summary>The inputs over a history that is fitted anew; null without a design.</summary>
    /// <param name="history">In UTC; null without a design.</param>
    public InputColumns? At(FitRequest? history)
    {
        InputColumns? columns = history is null ? null : design?.Fit(history);
        basis = columns?.Next;
        return columns;
    }

    public ObservationBlock Over(ObservationBlock block)
    {
        if (design is null || basis is null)
        {
            return block;
        }

        InputColumns columns = basis.Next(design.Inputs, block.Length, isFuture: false);
        basis = columns.Next;
        return block with { Regressors = columns.Matrix };
    }

    public ForecastRequest Ahead(int horizon) =>
        new(horizon, design is null ? null : basis?.Next(design.Inputs, horizon, isFuture: true).Matrix);
}
