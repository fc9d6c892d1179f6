using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Evaluation;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>What one model did at one origin.</summary>
/// <param name="Score">What its forecast was worth.</param>
/// <param name="Seconds">Time that training and forecast took.</param>
/// <param name="CpuSeconds">Processor time of the process meanwhile: the model's own only when nothing runs beside it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OriginResult(OriginScore Score, double Seconds, double CpuSeconds);
