using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Samples;

/// <summary>What the sample organisation knows ahead: campaigns and holidays of all, sales forecasts of the accounts that sell.</summary>
internal static class SampleSignals
{
    private const string Everyone = "*";

    /// <summary>Weeks after the end of the history for which the plans are already known.</summary>
    private const int PlannedWeeks = 2;

    public static IEnumerable<SignalValue> Of(SampleOptions options, SampleCalendar calendar, IReadOnlyList<SampleAccount> accounts)
    {
        DateTimeOffset start = options.End.AddDays(-7 * options.Weeks);
        DateTimeOffset end = options.End.AddDays(7 * Math.Max(PlannedWeeks, options.ExtraWeeks));
        return Switches("campaign", start, [calendar.PastCampaign, calendar.NextCampaign])
            .Concat(Switches("holiday", start, [calendar.Holiday]))
            .Concat(accounts.Where(account => account.Shape.HasSalesForecast)
                .SelectMany(account => SalesForecast(account, calendar, start, end)));
    }

    /// <summary>1 inside the windows and 0 outside; a value holds until the next one.</summary>
    private static IEnumerable<SignalValue> Switches(string signal, DateTimeOffset start, IEnumerable<TimeWindow> windows)
    {
        yield return new SignalValue(signal, Everyone, start, 0);
        foreach (TimeWindow window in windows.Where(window => window.Start > start))
        {
            yield return new SignalValue(signal, Everyone, window.Start, 1);
            yield return new SignalValue(signal, Everyone, window.End, 0);
        }
    }

    /// <summary>Planned orders of each day: about twenty an instance, more on rest days and in campaigns.</summary>
    private static IEnumerable<SignalValue> SalesForecast(
        SampleAccount account, SampleCalendar calendar, DateTimeOffset start, DateTimeOffset end)
    {
        for (DateTimeOffset day = start; day < end; day = day.AddDays(1))
        {
            double factor = (calendar.IsRestDay(day) ? 1.15 : 1) * (calendar.IsCampaign(day.AddHours(12)) ? 1 + account.Shape.CampaignLift : 1);
            yield return new SignalValue("sales-forecast", account.Id.Value, day, Math.Round(20 * account.Level * factor));
        }
    }
}
