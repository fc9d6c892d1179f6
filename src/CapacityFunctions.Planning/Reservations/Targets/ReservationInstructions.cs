using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>Pin, ceiling and floor: they replace what the policy wants, and limits still bind them. A floor above a ceiling wins.</summary>
internal static class ReservationInstructions
{
    internal static long Apply(long wanted, AccountOverrides overrides, UnitGrid grid, List<string> reasons)
    {
        if (overrides.Find(OverrideKind.PinReservation) is { Value: { } pinned } pin)
        {
            return Say(pin, wanted, grid.Up(pinned), grid, reasons);
        }

        long instructed = wanted;
        if (overrides.Find(OverrideKind.ReservationCeiling) is { Value: { } highest } ceiling && instructed > grid.Down(highest))
        {
            instructed = Say(ceiling, instructed, grid.Down(highest), grid, reasons);
        }

        if (overrides.Find(OverrideKind.ReservationFloor) is { Value: { } lowest } floor && instructed < grid.Up(lowest))
        {
            instructed = Say(floor, instructed, grid.Up(lowest), grid, reasons);
        }

        return instructed;
    }

    private static long Say(Override instruction, long before, long after, UnitGrid grid, List<string> reasons)
    {
        reasons.Add(before == after
            ? OverrideText.Describe(instruction)
            : $"{OverrideText.Describe(instruction)}; {grid.Text(after)} instead of {grid.Text(before)}");
        return after;
    }
}
