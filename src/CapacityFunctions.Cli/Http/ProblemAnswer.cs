namespace CapacityFunctions.Cli.Http;

/// <summary>The parts of an <c>application/problem+json</c> answer (RFC 9457) that a user reads.</summary>
internal sealed record ProblemAnswer(string? Title, string? Detail);
