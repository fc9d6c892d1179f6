using CapacityFunctions.Cli.Forecasts;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>One series at one origin.</summary>
/// <param name="Number">The series' place in the file's order.</param>
/// <param name="Source">The series.</param>
/// <param name="Step">Index of the first step forecast; what lies before it is all that a model sees.</param>
/// <param name="Round">Counted back from the series' last origin, 0: origins of one round share what was learned over all series.</param>
internal sealed record BacktestOrigin(int Number, UsageSeries Source, int Step, int Round);
