namespace CapacityFunctions.Api.Signals.Calendars;

/// <summary>Bounds the work that one calendar may cause, whatever its rules say.</summary>
internal sealed class ExpansionBudget(int steps)
{
    private int _left = steps;

    /// <returns>False when it is used up.</returns>
    internal bool Spend(int count = 1)
    {
        _left = Math.Max(-1, _left - count);
        return _left >= 0;
    }
}
