namespace CapacityFunctions.Cli.Http;

/// <summary>What became of a batch of rows.</summary>
internal sealed record BatchAnswer(int Accepted, int Rejected, IReadOnlyList<Rejection>? Rejections);
