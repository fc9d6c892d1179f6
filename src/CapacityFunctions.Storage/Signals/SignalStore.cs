using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Signals;

/// <summary>External series by the account they concern, or <c>*</c>.</summary>
public sealed class SignalStore
{
    internal SignalStore(StorageConnection connection)
    {
    }

    /// <summary>Writes values; a second value of the same signal, scope and time replaces the first.</summary>
    public Task AppendAsync(IReadOnlyList<SignalValue> values, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>
    /// All values of exactly this scope in [from, to), and for each signal the last one before, which holds at <paramref name="from"/>;
    /// by signal, then by time.
    /// </summary>
    public Task<IReadOnlyList<SignalValue>> ReadAsync(
        string scope, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
