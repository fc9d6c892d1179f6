using CapacityFunctions.Azure.Reservations;
using FsCheck;
using FsCheck.Xunit;

namespace CapacityFunctions.Azure.Tests.Reservations;

public sealed class StepDownTests
{
    [Fact]
    public void Next_FourHeldThirtyWantedNineToBeHad_GoesAsDocumented() =>
        Assert.Equal([30, 17, 10, 7, 8, 9], Walk(held: 4, target: 30, available: 9, mostAttempts: 16).Asked);

    [Fact]
    public void Next_AllOfItIsGranted_AsksOnce() => Assert.Equal([30], Walk(held: 4, target: 30, available: 50, mostAttempts: 16).Asked);

    [Property(MaxTest = 500, Replay = "11,13")]
    public bool Next_EnoughAttempts_FindsExactlyWhatIsToBeHad(ushort held, ushort more, ushort available)
    {
        int target = held + more + 1;
        // 1 + ⌈log₂(more + 1)⌉, at most 17.
        int enough = 1 + (int)Math.Ceiling(Math.Log2(more + 1));
        (long granted, List<long> asked) = Walk(held, target, available, enough);
        return granted == Math.Clamp(available, held, target) && asked.Count <= enough;
    }

    [Property(MaxTest = 500, Replay = "11,13")]
    public bool Next_AnyNumberOfAttempts_StaysBetweenHeldAndTarget(ushort held, ushort more, ushort available, PositiveInt attempts)
    {
        int target = held + more + 1;
        (long granted, List<long> asked) = Walk(held, target, available, attempts.Get);
        return granted <= Math.Max((int)held, (int)available) && granted >= held
            && asked.Count <= attempts.Get && asked.TrueForAll(quantity => quantity > held && quantity <= target);
    }

    private static (long Granted, List<long> Asked) Walk(long held, long target, long available, int mostAttempts)
    {
        StepDown steps = new(held, target, mostAttempts);
        List<long> asked = [];
        while (steps.Next() is { } quantity)
        {
            asked.Add(quantity);
            if (quantity <= available)
            {
                steps.Grant(quantity);
            }
            else
            {
                steps.Refuse(quantity);
            }
        }

        return (steps.Granted, asked);
    }
}
