namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>What the stand-in answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Written as JSON with its names as they are; null: empty.</param>
internal sealed record Reply(int Status, object? Body = null)
{
    internal Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Carried out, and the connection breaks before the answer.</summary>
    internal bool Lost { get; init; }

    internal static Reply Error(int status, string code, string message) => new(status, new { error = new { code, message } });
}
