namespace CapacityFunctions.Embedded.Azurite;

/// <summary>Where one Azurite listens on the loopback interface.</summary>
/// <param name="BlobPort">TCP port of the blob service, 1 to 65535.</param>
/// <param name="QueuePort">TCP port of the queue service, 1 to 65535.</param>
/// <param name="TablePort">TCP port of the table service, 1 to 65535.</param>
public sealed record AzuriteEndpoints(int BlobPort, int QueuePort, int TablePort)
{
    /// <summary>The account and key that Azurite publishes for development; not a secret.</summary>
    private const string Account =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    /// <summary>The ports that <c>UseDevelopmentStorage=true</c> stands for.</summary>
    public static AzuriteEndpoints Default { get; } = new(10000, 10001, 10002);

    /// <summary>Ports on which nothing listens now.</summary>
    public static AzuriteEndpoints FindFree()
    {
        IReadOnlyList<int> ports = LoopbackPorts.FindFree(3);
        return new AzuriteEndpoints(ports[0], ports[1], ports[2]);
    }

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;{Account}" +
        $"BlobEndpoint=http://127.0.0.1:{BlobPort}/devstoreaccount1;" +
        $"QueueEndpoint=http://127.0.0.1:{QueuePort}/devstoreaccount1;" +
        $"TableEndpoint=http://127.0.0.1:{TablePort}/devstoreaccount1;";

    /// <summary>Reads the ports out of a storage connection string.</summary>
    /// <returns>Null when the string names storage that is not an emulator on this machine.</returns>
    public static AzuriteEndpoints? FromConnectionString(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);

        Dictionary<string, string> parts = connectionString
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .GroupBy(part => part[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Last()[1], StringComparer.OrdinalIgnoreCase);

        if (parts.TryGetValue("UseDevelopmentStorage", out string? development) &&
            string.Equals(development, "true", StringComparison.OrdinalIgnoreCase))
        {
            return Default;
        }

        return LoopbackPort("BlobEndpoint") is { } blob &&
            LoopbackPort("QueueEndpoint") is { } queue &&
            LoopbackPort("TableEndpoint") is { } table
            ? new AzuriteEndpoints(blob, queue, table)
            : null;

        int? LoopbackPort(string key) =>
            parts.TryGetValue(key, out string? value) && Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) && uri.IsLoopback
                ? uri.Port
                : null;
    }
}
