using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Testing.Learning;

/// <summary>
/// The smallest learner that is one: the mean shape of a day over all series, each divided by its own mean. A series is a piece of the work. Each holds
/// back its second half, where the selection of single series has its origins.
/// </summary>
/// <param name="name">Name of the method.</param>
/// <param name="passes">How often it goes over the panel, at least 1; only makes the work longer.</param>
/// <param name="rehearsal">Called before each piece, for tests that disturb it; null for nothing.</param>
public sealed class PanelMeanLearner(string name = PanelMeanLearner.DefaultName, int passes = 1, Action? rehearsal = null) : ILearner
{
    public const string DefaultName = "panel-mean";

    public string Name => name;

    public ILearning Begin(SeriesPanel panel, LearningOptions options) =>
        new PanelMeanLearning(name, panel, passes, PanelMeanState.Empty(panel), rehearsal);

    public ILearning Resume(SeriesPanel panel, LearningOptions options, ReadOnlyMemory<byte> checkpoint) =>
        new PanelMeanLearning(name, panel, passes, PanelMeanState.Read(new StateReader(checkpoint)), rehearsal);

    public ILearnedModel Restore(ReadOnlyMemory<byte> state) => new PanelMeanModel(name, PanelMeanState.Read(new StateReader(state)));
}
