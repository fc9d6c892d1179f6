namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// One lock for each instance id (several ids may share one): creating, ending, purging and messaging an instance exclude each
/// other. Nobody holds two.
/// </summary>
internal sealed class InstanceGates
{
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 128).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<Holder> EnterAsync(string instanceId, CancellationToken cancellationToken)
    {
        SemaphoreSlim gate = _gates[(uint)StringComparer.Ordinal.GetHashCode(instanceId) % (uint)_gates.Length];
        await gate.WaitAsync(cancellationToken);
        return new Holder(gate);
    }

    public readonly struct Holder(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
