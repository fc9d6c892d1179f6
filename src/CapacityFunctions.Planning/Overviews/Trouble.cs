namespace CapacityFunctions.Planning.Overviews;

/// <summary>One thing that is wrong with an account.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">In a sentence.</param>
public sealed record Trouble(TroubleKind Kind, string Text);
