namespace CapacityFunctions.Cli.CommandLine;

/// <summary>What a verb sees of the world around the process.</summary>
internal sealed record CliContext
{
    /// <summary>Results and tables.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>The one line of an error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>True when a person looks at <see cref="Output"/>: then colours and boxes, else plain lines.</summary>
    public bool OutputIsTerminal { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
