namespace CapacityFunctions.Embedded.Azurite;

/// <summary>What listens on a port of this machine, by its own account.</summary>
/// <param name="Description">To go on after "is taken by".</param>
/// <param name="IsAzurite">True when it says so itself.</param>
public sealed record PortOccupant(string Description, bool IsAzurite)
{
    private const int LongestName = 60;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    /// <summary>Asks by HTTP, for two seconds at most.</summary>
    /// <returns>Null when nothing listens.</returns>
    public static async Task<PortOccupant?> FindAsync(int port, CancellationToken cancellationToken = default)
    {
        if (!await LoopbackPorts.IsListeningAsync(port, cancellationToken))
        {
            return null;
        }

        using SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false };
        using HttpClient client = new(handler) { Timeout = AnswerLimit };
        try
        {
            using HttpResponseMessage response = await client.GetAsync(
                new Uri($"http://127.0.0.1:{port}/"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.Headers.TryGetValues("Server", out IEnumerable<string>? names)
                ? Named(string.Concat(names.First().Where(letter => letter is >= ' ' and <= '~').Take(LongestName)))
                : new PortOccupant($"an HTTP server without a name (it answered {(int)response.StatusCode})", IsAzurite: false);
        }
        catch (Exception silent) when (
            silent is HttpRequestException || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new PortOccupant("something that does not answer HTTP", IsAzurite: false);
        }
    }

    private static PortOccupant Named(string name) =>
        new($"an HTTP server by the name of '{name}'", name.StartsWith("Azurite", StringComparison.OrdinalIgnoreCase));
}
