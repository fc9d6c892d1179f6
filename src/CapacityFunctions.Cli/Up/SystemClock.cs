namespace CapacityFunctions.Cli.Up;

/// <summary>
/// The moved clock of a local system. Its zero point is the five-minute boundary at or after the newest observation: a start at any
/// hour of any day begins there, so the first cycle has the same name and the same data every time.
/// </summary>
/// <param name="Offset">What the app adds to the machine's clock.</param>
internal sealed record SystemClock(TimeSpan Offset)
{
    private static readonly TimeSpan CycleInterval = TimeSpan.FromMinutes(5);

    /// <summary>The boundary where a clock for this newest observation begins.</summary>
    public static DateTimeOffset BeginFor(DateTimeOffset newest)
    {
        long over = newest.UtcTicks % CycleInterval.Ticks;
        return new DateTimeOffset(over == 0 ? newest.UtcTicks : newest.UtcTicks - over + CycleInterval.Ticks, TimeSpan.Zero);
    }

    /// <summary>The clock that shows the boundary now.</summary>
    public static SystemClock StartingAt(DateTimeOffset newest, TimeProvider machine) => new(BeginFor(newest) - machine.GetUtcNow());

    public DateTimeOffset Now(TimeProvider machine) => machine.GetUtcNow() + Offset;
}
