namespace CapacityFunctions.Storage.Keys;

/// <summary>Row keys from <paramref name="From"/> (inclusive) to <paramref name="Before"/> (exclusive), in ordinal order.</summary>
internal readonly record struct KeyRange(string From, string Before)
{
    /// <summary>Everything from the start of this range to the end of a later one.</summary>
    internal KeyRange To(KeyRange last) => new(From, last.Before);
}
