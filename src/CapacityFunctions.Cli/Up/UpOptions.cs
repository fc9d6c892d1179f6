namespace CapacityFunctions.Cli.Up;

/// <summary>How <c>up</c> was asked to run.</summary>
internal sealed record UpOptions
{
    public required int Port { get; init; }

    /// <summary>Data directory; full path.</summary>
    public required string Folder { get; init; }

    /// <summary>True to stop after the first cycle.</summary>
    public required bool Once { get; init; }

    /// <summary>Storage connection string.</summary>
    public required string Storage { get; init; }
}
