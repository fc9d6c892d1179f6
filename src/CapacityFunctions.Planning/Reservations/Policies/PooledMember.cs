using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations.Targets;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>One account's part in the division of what the group reserves.</summary>
/// <param name="Position">The account.</param>
/// <param name="IsFixed">It keeps what it holds, so that what it lacks is not reserved elsewhere either.</param>
/// <param name="Guaranteed">Whole units that are its own, whatever the group needs.</param>
/// <param name="Own">Whole units and a fraction: its own demand quantile, as far as it may hold it.</param>
internal sealed record PooledMember(AccountPosition Position, bool IsFixed, long Guaranteed, decimal Own)
{
    /// <summary>What it lacks of its own quantile, in millionths of a unit: integers, so that shares are exact.</summary>
    internal Int128 Lack => Millionths(Math.Max(0, Own - Guaranteed));

    internal Int128 Size => Millionths(Own);

    internal static PooledMember Of(AccountPosition position, bool isFixed, double probability, ReservationLimits limits, UnitGrid grid)
    {
        decimal quantile = Newsvendor.Quantile(position.Demand!, probability) / grid.Size;
        if (isFixed)
        {
            return new PooledMember(position, isFixed, position.Current, quantile);
        }

        AccountReservationState account = position.Account;
        long maximum = account.Maximum is { } highest ? grid.Down(highest) : long.MaxValue;
        long least = Math.Min(maximum, Math.Max(grid.Up(account.Minimum), TargetLimits.Running(account, limits, grid)));
        if (position.Overrides.Find(OverrideKind.PinReservation) is { Value: { } pinned })
        {
            long pin = Math.Min(maximum, Math.Max(least, grid.Up(pinned)));
            return new PooledMember(position, isFixed, pin, pin);
        }

        long guaranteed = position.Overrides.Find(OverrideKind.ReservationFloor) is { Value: { } floor }
            ? Math.Min(maximum, Math.Max(least, grid.Up(floor)))
            : least;
        long ceiling = position.Overrides.Find(OverrideKind.ReservationCeiling) is { Value: { } lid } ? grid.Down(lid) : long.MaxValue;
        return new PooledMember(position, isFixed, guaranteed, Math.Min(quantile, Math.Min(maximum, ceiling)));
    }

    private static Int128 Millionths(decimal units) => (Int128)(units * 1_000_000);
}
