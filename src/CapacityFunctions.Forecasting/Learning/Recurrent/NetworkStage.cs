namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>One training among those of a learned model.</summary>
/// <param name="Size">Of the network.</param>
/// <param name="Seed">Of first parameters, order and dropout.</param>
/// <param name="IsFull">Learns from everything and stops after its epochs; else from the time before the cutoffs, and stops early.</param>
/// <param name="Epochs">At most.</param>
/// <param name="Schedule">Epochs over which the rate falls to zero; not below Epochs.</param>
/// <param name="Rate">First learning rate.</param>
internal sealed record NetworkStage(NetworkSize Size, int Seed, bool IsFull, int Epochs, int Schedule, double Rate);
