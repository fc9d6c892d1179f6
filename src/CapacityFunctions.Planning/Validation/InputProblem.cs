namespace CapacityFunctions.Planning.Validation;

/// <summary>One thing that makes an input unusable.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.accounts[0].demand.mean</c>.</param>
/// <param name="Message">What is wrong there, and what would be right.</param>
public sealed record InputProblem(string Path, string Message);
