using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Trainings;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Training;

/// <summary>
/// Reads what a model is learned from, once for all chunks and for all learners of a horizon: usage that arrives while a training runs must not change
/// it.
/// </summary>
public sealed class PreparePanel(PanelReader panels, TrainingWorkStore work, TrainingStore trainings)
{
    [Function(nameof(PreparePanel))]
    public async Task<PanelOutcome> RunAsync([ActivityTrigger] LearnRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (request.Chunk == 0)
        {
            await trainings.NoteAsync(request.TrainingId, request.At(LearningStage.Preparing), cancellationToken);
        }

        if (await work.FindPanelAsync(request.TrainingId, request.HorizonName, cancellationToken) is { } known)
        {
            return new PanelOutcome(IsReady: true, known.Series);
        }

        SeriesPanel panel = await panels.ReadAsync(request.Horizon, request.TrainingId.ScheduledAt, cancellationToken);
        if (!panel.IsLearnable)
        {
            string reason = $"{panel.Series.Count} series with history enough; {SeriesPanel.FewestSeries} of {SeriesPanel.FewestDays} days are needed";
            await trainings.NoteAsync(request.TrainingId, request.At(LearningStage.Skipped, reason: reason), cancellationToken);
            return new PanelOutcome(IsReady: false, panel.Series.Count);
        }

        StoredPanel stored = new(
            panel.Series.Count, panel.Series.Min(item => item.History.Start), panel.Series.Max(item => item.History.End));
        await work.SavePanelAsync(request.TrainingId, request.HorizonName, stored, SeriesPanelState.Write(panel), cancellationToken);
        return new PanelOutcome(IsReady: true, stored.Series);
    }
}
