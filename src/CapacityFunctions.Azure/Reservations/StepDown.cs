namespace CapacityFunctions.Azure.Reservations;

/// <summary>Looks for the most that is to be had: the whole first, then by bisection between what was granted and what was refused.</summary>
/// <remarks>
/// 4 held, 30 wanted, 9 to be had: 30 no, 17 no, 10 no, 7 yes, 8 yes, 9 yes. A range of n units is settled exactly in 1 + ⌈log₂ n⌉ attempts;
/// with fewer, the result is at most what is to be had.
/// </remarks>
internal sealed class StepDown
{
    private readonly int _mostAttempts;
    private long _refused;
    private int _attempts;

    /// <param name="held">Units held now.</param>
    /// <param name="target">Units wanted; more than held.</param>
    /// <param name="mostAttempts">At least 1.</param>
    internal StepDown(long held, long target, int mostAttempts)
    {
        Granted = held;
        _refused = target + 1;
        _mostAttempts = mostAttempts;
    }

    /// <summary>Units that are held by now.</summary>
    internal long Granted { get; private set; }

    /// <summary>What to ask for next; null when nothing is left to find out, or no attempt is left.</summary>
    internal long? Next()
    {
        if (_attempts == _mostAttempts || _refused - Granted <= 1)
        {
            return null;
        }

        return _attempts++ == 0 ? _refused - 1 : Granted + ((_refused - Granted) / 2);
    }

    internal void Grant(long quantity) => Granted = quantity;

    internal void Refuse(long quantity) => _refused = quantity;
}
