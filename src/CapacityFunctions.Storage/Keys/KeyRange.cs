namespace CapacityFunctions.Storage.Keys;

/// <summary>Row keys from <paramref name="From"/> (inclusive) to <paramref name="Before"/> (exclusive), in ordinal order.</summary>
internal readonly record struct KeyRange(string From, string Before);
