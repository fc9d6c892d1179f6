using Azure;

namespace CapacityFunctions.Storage;

/// <summary>When a write may happen; <c>default</c> is always.</summary>
public readonly record struct WriteCondition
{
    private WriteCondition(ETag? version, bool mustBeAbsent)
    {
        Version = version;
        MustBeAbsent = mustBeAbsent;
    }

    public static WriteCondition Always => default;

    /// <summary>Only when nothing is there (<c>If-None-Match: *</c>).</summary>
    public static WriteCondition IfAbsent => new(version: null, mustBeAbsent: true);

    /// <summary>The version that must still be there; null when none is demanded.</summary>
    public ETag? Version { get; }

    public bool MustBeAbsent { get; }

    /// <summary>Only when the row still has this version (<c>If-Match</c>).</summary>
    public static WriteCondition IfMatch(ETag version) => new(version, mustBeAbsent: false);
}
