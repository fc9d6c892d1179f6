using System.Reflection;

namespace CapacityFunctions.Embedded.Functions;

/// <summary>What a host is started with, beside its files and environment.</summary>
public sealed record EmbeddedHostSettings
{
    /// <summary>Command line: <c>--urls</c> and any <c>--Setting value</c>. It wins over the environment.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where the functions are; default: the assembly of the running program.</summary>
    public Assembly? FunctionAssembly { get; init; }

    /// <summary>The folder of host.json and local.settings.json; default: the folder of the running program.</summary>
    public string ContentRoot { get; init; } = AppContext.BaseDirectory;

    /// <summary>Settings that win over files, environment and command line.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The clock of timers and of the Durable engine. An app's own TimeProvider, which may be shifted, is never used for them.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
