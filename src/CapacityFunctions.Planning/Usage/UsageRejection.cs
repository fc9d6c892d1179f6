namespace CapacityFunctions.Planning.Usage;

/// <summary>Why one row of a batch was not taken.</summary>
/// <param name="Row">Its place in the batch, from 1.</param>
/// <param name="Reason">What is wrong, naming the field.</param>
public sealed record UsageRejection(int Row, string Reason);
