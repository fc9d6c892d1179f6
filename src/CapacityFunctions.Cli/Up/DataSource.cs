using CapacityFunctions.Cli.Files;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Up;

/// <summary>The organisation that <c>up</c> runs.</summary>
internal abstract record DataSource
{
    /// <summary>Different for every organisation: state of one is never taken for that of another.</summary>
    public required string Identity { get; init; }

    /// <summary>Prefix of tables, task hub and host: letters and digits, so that organisations in one storage never mix.</summary>
    public required string Prefix { get; init; }

    /// <summary>Default data directory, relative to the current one.</summary>
    public required string Folder { get; init; }

    /// <summary>What is said of it, such as a file's name.</summary>
    public required string Title { get; init; }

    public required IReadOnlyList<LinkedAccount> Accounts { get; init; }

    public required IReadOnlyList<SignalValue> Signals { get; init; }

    /// <summary>Newest observation of the history; UTC.</summary>
    public required DateTimeOffset Newest { get; init; }

    /// <summary>The file's name in messages about its rows.</summary>
    public abstract string UsageName { get; }

    /// <summary>The history, up to <see cref="Newest"/>.</summary>
    public abstract IEnumerable<UsageRow> History();

    /// <summary>Observations after an instant, in the order of time; none for a source that ends with its history.</summary>
    public abstract IEnumerable<UsageRow> After(DateTimeOffset instant);

    /// <summary>Latency and throughput measured after an instant, in the order of time; none for a source that has none.</summary>
    public virtual IEnumerable<AccountPerformance> PerformanceAfter(DateTimeOffset instant) => [];
}
