namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>The bounds that the options state.</summary>
internal static class ProphetValidation
{
    public static void Require(ProphetOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.ChangepointCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ChangepointRange);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ChangepointRange, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ChangepointPriorScale);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DailyOrder, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WeeklyOrder, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.SeasonalityPriorScale);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.RegressorPriorScale);
        if (options.Growth == ProphetGrowth.Logistic && !(options.Capacity > options.Floor))
        {
            throw new ArgumentException($"Logistic growth needs a capacity above the floor of {options.Floor}.", nameof(options));
        }

        foreach (ProphetSeasonality season in options.Seasonalities ?? [])
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(season.Period, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfLessThan(season.Order, 1);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(season.PriorScale);
        }

        foreach (ProphetHoliday holiday in options.Holidays)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(holiday.LowerWindow);
            ArgumentOutOfRangeException.ThrowIfNegative(holiday.UpperWindow);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(holiday.PriorScale);
        }
    }
}
