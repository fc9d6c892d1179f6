namespace CapacityFunctions.Cli.Up;

/// <summary>Where the function key of a local system is found.</summary>
internal interface IKeySource
{
    /// <summary>The key for ordinary calls; null while the host has not made one.</summary>
    Task<string?> ReadAsync(string hostId, CancellationToken cancellationToken);
}
