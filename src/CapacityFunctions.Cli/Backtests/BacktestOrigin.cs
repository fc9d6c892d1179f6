using CapacityFunctions.Cli.Forecasts;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>One series at one origin.</summary>
/// <param name="Number">The series' place in the file's order.</param>
/// <param name="Source">The series.</param>
/// <param name="Step">Index of the first step forecast; what lies before it is all that a model sees.</param>
internal sealed record BacktestOrigin(int Number, UsageSeries Source, int Step);
