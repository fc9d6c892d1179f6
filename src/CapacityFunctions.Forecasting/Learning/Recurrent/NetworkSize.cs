namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>What validation chooses of a network.</summary>
/// <param name="Units">Of each LSTM layer.</param>
/// <param name="Layers">LSTM layers.</param>
/// <param name="WindowSteps">How far back the layers read.</param>
internal sealed record NetworkSize(int Units, int Layers, int WindowSteps);
