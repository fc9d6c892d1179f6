namespace CapacityFunctions.Planning.Files;

/// <summary>One thing that is wrong in a file.</summary>
/// <param name="Path">Which field, as a JSON path: <c>$.accounts[0].demand.mean</c>.</param>
/// <param name="Line">From 1; null when the field is not in the file.</param>
/// <param name="Column">From 1, in bytes of UTF-8; null when the field is not in the file.</param>
/// <param name="Message">What is wrong with the field, and what would be right.</param>
public sealed record ReadError(string Path, int? Line, int? Column, string Message)
{
    /// <summary>One line: <c>line 3, column 12: $.unit must be between …</c>.</summary>
    public override string ToString() => Line is null ? $"{Path} {Message}" : $"line {Line}, column {Column}: {Path} {Message}";
}
