using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Intermittent;

/// <summary>Croston's method and its successors; nothing for usage that isn't intermittent (<see cref="DemandPattern"/>).</summary>
internal sealed class IntermittentMethod(IntermittentForm form) : IForecastMethod
{
    public string Name => form switch
    {
        IntermittentForm.Croston => "croston",
        IntermittentForm.SyntetosBoylan => "sba",
        _ => "tsb",
    };

    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(1 + (request.History.Length * 0.01));

    public IFittedModel? Fit(FitRequest request)
    {
        ReadOnlySpan<double> history = request.History.Span;
        if (!DemandPattern.Of(history).IsIntermittent)
        {
            return null;
        }

        IntermittentState state = default;
        foreach (double value in history)
        {
            state = state.Observe(form, value);
        }

        return new IntermittentModel(form, state, DemandSizes.Of(history));
    }

    public IFittedModel Restore(StateReader reader) => IntermittentModel.Read(reader);
}
