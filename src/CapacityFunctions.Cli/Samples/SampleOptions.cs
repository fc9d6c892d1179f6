namespace CapacityFunctions.Cli.Samples;

/// <summary>What to generate. The same options give the same organisation, byte for byte.</summary>
internal sealed record SampleOptions
{
    public const int DefaultSeed = 1;
    public const int MostAccounts = 100_000;
    public const int MostWeeks = 520;

    /// <summary>How many accounts, 1 to <see cref="MostAccounts"/>.</summary>
    public int Accounts { get; init; } = 30;

    /// <summary>Weeks of history that end at <see cref="End"/>, 1 to <see cref="MostWeeks"/>.</summary>
    public int Weeks { get; init; } = 4;

    /// <summary>Weeks that follow <see cref="End"/>, for feeding a system that runs on; 0 to <see cref="MostWeeks"/>.</summary>
    public int ExtraWeeks { get; init; }

    public long Seed { get; init; } = DefaultSeed;

    /// <summary>The newest observation of the history; UTC, on the five-minute grid. Fixed, so that a sample does not depend on the day it is made.</summary>
    public DateTimeOffset End { get; init; } = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="ArgumentOutOfRangeException">A value is outside the range stated with it.</exception>
    public SampleOptions Validated()
    {
        Check(Accounts, 1, MostAccounts, nameof(Accounts));
        Check(Weeks, 1, MostWeeks, nameof(Weeks));
        Check(ExtraWeeks, 0, MostWeeks, nameof(ExtraWeeks));
        if (End.Offset != TimeSpan.Zero || End.Ticks % SampleCalendar.Step.Ticks != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(End), End, "The end must be UTC and on the five-minute grid.");
        }

        return this;

        static void Check(int value, int least, int most, string name)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
        }
    }
}
