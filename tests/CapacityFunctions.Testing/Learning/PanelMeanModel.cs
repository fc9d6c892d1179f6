using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Testing.Learning;

/// <summary>The mean shape of a day, to be scaled by the level of a series.</summary>
internal sealed class PanelMeanModel(string name, PanelMeanState state) : ILearnedModel
{
    public string Name => name;

    public HorizonSpec Horizon => state.Horizon;

    public string Description => $"mean day of {state.Cutoffs.Count} series";

    public IForecastMethod For(LearnedSeries series) => Of(series, isHeldBack: false);

    public IForecastMethod ForHeldBack(LearnedSeries series) => Of(series, isHeldBack: true);

    public byte[] Serialize() => state.Write();

    private PanelMeanMethod Of(LearnedSeries series, bool isHeldBack) =>
        state.Cutoffs.TryGetValue(series.Id, out (DateTimeOffset Cutoff, DateTimeOffset End) known)
            ? new PanelMeanMethod(name, isHeldBack ? state.HeldBack : state.All, state.HeldBack, known.Cutoff, known.End)
            : new PanelMeanMethod(name, isHeldBack ? state.HeldBack : state.All, state.HeldBack, DateTimeOffset.MinValue, DateTimeOffset.MinValue);
}
