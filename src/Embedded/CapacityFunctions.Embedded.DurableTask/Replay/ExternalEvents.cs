using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// Matches events with waiters. Names have no case. An event goes to the latest waiter of its name, or is kept, oldest first, for the
/// next one. A waiter that was cancelled keeps its place: the event that meets it is lost, as in the real engine.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, Stack<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> _kept = [];

    /// <summary>Events that nothing has waited for, oldest first.</summary>
    public IReadOnlyList<EventRaised> Kept => _kept;

    public bool HasOpenWaiters => _waiters.Values.Any(stack => stack.Any(waiter => waiter.IsOpen));

    /// <param name="name">In any case.</param>
    /// <param name="onCancelled">Registers what is to be done when the waiting is cancelled.</param>
    /// <exception cref="ArgumentException">Something waits for the same name with another type.</exception>
    public Task<T> WaitAsync<T>(string name, Func<Action<CancellationToken>, CancellationTokenRegistration> onCancelled)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);

        int kept = _kept.FindIndex(raised => string.Equals(raised.Name, name, StringComparison.OrdinalIgnoreCase));
        if (kept >= 0)
        {
            EventRaised raised = _kept[kept];
            _kept.RemoveAt(kept);
            return Task.FromResult(converter.Deserialize<T>(raised.Payload)!);
        }

        if (!_waiters.TryGetValue(name, out Stack<Waiter>? stack))
        {
            _waiters[name] = stack = new Stack<Waiter>();
        }

        if (stack.TryPeek(out Waiter? other) && other.PayloadType != typeof(T))
        {
            throw new ArgumentException(
                $"The orchestrator already waits for event '{name}' as {other.PayloadType}; it can't wait for it as {typeof(T)} too.",
                nameof(name));
        }

        Waiter<T> waiter = new(onCancelled);
        stack.Push(waiter);
        return waiter.Task;
    }

    public void Raise(EventRaised raised)
    {
        if (_waiters.TryGetValue(raised.Name, out Stack<Waiter>? stack) && stack.TryPop(out Waiter? waiter))
        {
            waiter.Receive(raised.Payload, converter);
        }
        else
        {
            _kept.Add(raised);
        }
    }

    private abstract class Waiter
    {
        public abstract Type PayloadType { get; }

        public abstract bool IsOpen { get; }

        public abstract void Receive(string? payload, DataConverter converter);
    }

    private sealed class Waiter<T> : Waiter
    {
        private readonly TaskCompletionSource<T> _received = new();
        private readonly CancellationTokenRegistration _cancellation;

        public Waiter(Func<Action<CancellationToken>, CancellationTokenRegistration> onCancelled)
        {
            _cancellation = onCancelled(cancellationToken => _received.TrySetCanceled(cancellationToken));
        }

        public Task<T> Task => _received.Task;

        public override Type PayloadType => typeof(T);

        public override bool IsOpen => !_received.Task.IsCompleted;

        public override void Receive(string? payload, DataConverter converter)
        {
            _cancellation.Dispose();
            T value;
            try
            {
                value = converter.Deserialize<T>(payload)!;
            }
            catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or NotSupportedException or InvalidCastException)
            {
                _received.TrySetException(unreadable);
                return;
            }

            _received.TrySetResult(value);
        }
    }
}
