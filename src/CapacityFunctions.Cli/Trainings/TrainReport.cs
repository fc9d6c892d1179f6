using CapacityFunctions.Cli.Learning;

namespace CapacityFunctions.Cli.Trainings;

/// <summary>The report of <c>train</c> as JSON.</summary>
/// <param name="Trained">What <c>models.json</c> says.</param>
/// <param name="WallSeconds">From reading the file to the last model.</param>
/// <param name="CpuSeconds">Processor time of the whole process up to then.</param>
/// <param name="PeakMemoryMiB">The most memory that the process held.</param>
internal sealed record TrainReport(ModelManifest Trained, double WallSeconds, double CpuSeconds, double PeakMemoryMiB);
