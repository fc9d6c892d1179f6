namespace CapacityFunctions.Planning.Explanations;

/// <summary>The answer to one question.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Sentences">Whole sentences.</param>
public sealed record ExplanationSection(string Title, IReadOnlyList<string> Sentences);
