using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Learning;

namespace CapacityFunctions.Training;

/// <summary>
/// Asks for one learner's model for one horizon. It carries the settings that the result depends on, so that they are the same in all chunks though the
/// app's may change meanwhile.
/// </summary>
/// <param name="TrainingId">The training.</param>
/// <param name="Horizon">How far the model shall look ahead.</param>
/// <param name="Learner">Name of the learner.</param>
/// <param name="Seed">Of everything random.</param>
/// <param name="CpuBudget">Work allowed, by the learner's own estimate.</param>
/// <param name="Chunk">Chunks that are done.</param>
public sealed record LearnRequest(TrainingId TrainingId, ForecastHorizon Horizon, string Learner, int Seed, TimeSpan CpuBudget, int Chunk = 0)
{
    internal string HorizonName => ForecastHorizons.NameOf(Horizon);

    internal LearnedModelKey Version => new(HorizonName, Learner, TrainingId);

    /// <summary>Half of the machine: the cycle goes on beside it.</summary>
    internal LearningOptions Options => new() { Seed = Seed, CpuBudget = CpuBudget, Threads = Math.Max(1, Environment.ProcessorCount / 2) };

    internal LearningProgress At(LearningStage stage, double share = 0, int chunks = 0, string? reason = null) =>
        new(HorizonName, Learner, stage, share, chunks, reason);
}
