using System.Collections.Concurrent;

namespace CapacityFunctions.Azure.Expiry;

/// <summary>Keeps what was read for a while. Two callers at once may both read; what fails is not kept.</summary>
/// <param name="lifetime">For how long a value is good.</param>
/// <param name="time">The clock.</param>
internal sealed class ExpiringCache<TKey, TValue>(TimeSpan lifetime, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset Until)> _entries = new();

    internal async Task<TValue> GetAsync(TKey key, Func<Task<TValue>> read)
    {
        if (_entries.TryGetValue(key, out (TValue Value, DateTimeOffset Until) entry) && time.GetUtcNow() < entry.Until)
        {
            return entry.Value;
        }

        TValue value = await read();
        _entries[key] = (value, time.GetUtcNow() + lifetime);
        return value;
    }

    /// <summary>The last value that was read, however old.</summary>
    internal bool TryGetOld(TKey key, out TValue value)
    {
        bool found = _entries.TryGetValue(key, out (TValue Value, DateTimeOffset Until) entry);
        value = entry.Value;
        return found;
    }
}
