namespace CapacityFunctions.Storage.Connection;

/// <summary>Makes something once, when it is first needed. Only success is remembered: after an outage the next call tries again.</summary>
internal sealed class FirstUse(Func<CancellationToken, Task> create) : IDisposable
{
    private readonly SemaphoreSlim _creating = new(1, 1);
    private volatile bool _created;

    internal async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (_created)
        {
            return;
        }

        await _creating.WaitAsync(cancellationToken);
        try
        {
            if (!_created)
            {
                await create(cancellationToken);
                _created = true;
            }
        }
        finally
        {
            _creating.Release();
        }
    }

    /// <summary>What was made is gone: the next use makes it again.</summary>
    internal void Forget() => _created = false;

    public void Dispose() => _creating.Dispose();
}
