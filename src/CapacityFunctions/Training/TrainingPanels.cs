using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Storage.Trainings;

namespace CapacityFunctions.Training;

/// <summary>Reads back what a training prepared.</summary>
internal static class TrainingPanels
{
    /// <exception cref="InvalidDataException">It is gone or damaged.</exception>
    internal static async Task<SeriesPanel> ReadAsync(TrainingWorkStore work, LearnRequest request, CancellationToken cancellationToken) =>
        await work.LoadPanelAsync(request.TrainingId, request.HorizonName, cancellationToken) is { } state
            ? SeriesPanelState.Read(state)
            : throw new InvalidDataException($"The panel of {request.TrainingId} for {request.HorizonName} is gone.");
}
