namespace CapacityFunctions.Forecasting;

/// <param name="Level">Share of outcomes inside, in (0, 1).</param>
/// <param name="Lower">One bound a step.</param>
/// <param name="Upper">One bound a step, at least Lower.</param>
public sealed record PredictionInterval(double Level, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);
