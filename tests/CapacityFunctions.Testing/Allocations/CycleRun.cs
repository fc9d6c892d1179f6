using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;

namespace CapacityFunctions.Testing.Allocations;

/// <summary>One organisation, cycle after cycle of five minutes: what was allocated is current in the next, and trails go in as they came out.</summary>
public sealed class CycleRun(AllocationInput input)
{
    public const int CycleMinutes = 5;

    private readonly Dictionary<(AccountId From, AccountId To), int> _lastShift = [];
    private int _cycle;

    public AllocationInput Input { get; private set; } = input;

    public int Shifts { get; private set; }

    /// <summary>Moves one cycle on.</summary>
    /// <param name="change">What is new of an account, by its position.</param>
    /// <param name="within">A shift is a reversal when the opposite one was made at most so many cycles before.</param>
    /// <returns>How many of the cycle's shifts are reversals.</returns>
    public int Step(Func<AccountAllocationState, int, AccountAllocationState> change, int within)
    {
        AllocationInput next = Input with
        {
            Now = Input.Now.AddMinutes(CycleMinutes),
            Accounts = [.. Input.Accounts.Select(change)],
        };
        AllocationResult result = ResourceAllocationController.Allocate(next);
        Input = next with
        {
            Accounts =
            [
                .. next.Accounts.Zip(result.Allocations, (account, allocation) => account with { Current = allocation.Amount, Trail = allocation.Trail }),
            ],
        };
        _cycle++;
        int reversals = 0;
        foreach (Shift shift in result.Shifts)
        {
            reversals += _lastShift.TryGetValue((shift.To, shift.From), out int opposite) && _cycle - opposite <= within ? 1 : 0;
            _lastShift[(shift.From, shift.To)] = _cycle;
        }

        Shifts += result.Shifts.Count;
        return reversals;
    }
}
