using CapacityFunctions.Forecasting.Methods.Prophet;

namespace CapacityFunctions.Forecasting.Tests.Reference;

/// <summary>The settings of the calls in prophet.R.</summary>
internal static class ProphetReferenceCases
{
    private static readonly ProphetOptions Original = new() { CorrectsRecentErrors = false };

    private static readonly ProphetSeasonality Weekly = new("weekly", TimeSpan.FromDays(7), 3);

    // "sale" on days 20, 80, 140, … after 2026-03-02, with the day before and the day after.
    private static readonly ProphetHoliday Sale = new(
        "sale", [.. Enumerable.Range(0, 7).Select(index => new DateOnly(2026, 3, 2).AddDays(20 + (60 * index)))], 1, 1);

    /// <summary>Options, and periods in steps for those cases that leave the seasons to the method.</summary>
    public static (ProphetOptions Options, int[] Periods) SettingsOf(string name) => name switch
    {
        "hourly" => (Original, [24, 168]),
        "flexible" => (Original with { ChangepointPriorScale = 0.5, ChangepointCount = 15, ChangepointRange = 0.9 }, [24, 168]),
        "flat" => (Original with { Growth = ProphetGrowth.Flat }, [24, 168]),
        "short" => (Original, [24]),
        "multiplicative" => (
            Original with { IsMultiplicative = true, Seasonalities = [new ProphetSeasonality("yearly", TimeSpan.FromDays(365.25), 10)] }, []),
        "logistic" => (
            Original with { Growth = ProphetGrowth.Logistic, Capacity = 130, Floor = 10, Seasonalities = [Weekly] }, []),
        "events" => (Original with { Holidays = [Sale], Seasonalities = [Weekly] }, []),
        "eventsMultiplicative" => (
            Original with
            {
                Holidays = [Sale],
                IsMultiplicative = true,
                Seasonalities = [Weekly, new ProphetSeasonality("monthly", TimeSpan.FromDays(30.5), 2, IsMultiplicative: false)],
            },
            []),
        _ => throw new ArgumentException($"No settings for the case '{name}'.", nameof(name)),
    };
}
