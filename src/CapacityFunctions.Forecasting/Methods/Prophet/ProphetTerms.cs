using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>The terms of a model, chosen from options and history.</summary>
internal static class ProphetTerms
{
    private const double Year = 365.25;
    private const int YearlyOrder = 10;
    private const int OtherOrder = 4;

    /// <param name="options">Seasons given there replace those found.</param>
    /// <param name="request">History with its calendar.</param>
    /// <param name="stepDays">Length of a step in days; 1 for a history without a calendar.</param>
    public static IProphetTerm[] Of(ProphetOptions options, FitRequest request, double stepDays)
    {
        List<IProphetTerm> terms = [];
        bool multiplicative = options.IsMultiplicative;
        if (options.Seasonalities is { } given)
        {
            terms.AddRange(given.Select(season => new SeasonTerm(
                season.Name, season.Period.TotalDays, season.Order, season.PriorScale, season.IsMultiplicative ?? multiplicative)));
        }
        else
        {
            terms.AddRange(FindSeasons(options, request, stepDays));
        }

        if (request.Step > TimeSpan.Zero)
        {
            terms.AddRange(options.Holidays.Select(holiday => Of(holiday, options)));
        }

        for (int column = 0; column < request.Regressors?.Names.Count; column++)
        {
            terms.Add(RegressorTerm.Of(
                request.Regressors.Names[column], request.Regressors.Columns[column].Span, options.RegressorPriorScale, multiplicative));
        }

        return [.. terms];
    }

    public static IProphetTerm Read(StateReader reader) => reader.ReadByte() switch
    {
        SeasonTerm.Tag => SeasonTerm.Read(reader),
        HolidayTerm.Tag => HolidayTerm.Read(reader),
        RegressorTerm.Tag => RegressorTerm.Read(reader),
        byte tag => throw new InvalidDataException($"Model state is damaged: no term has the tag {tag}."),
    };

    private static IEnumerable<SeasonTerm> FindSeasons(ProphetOptions options, FitRequest request, double stepDays)
    {
        bool hasCalendar = request.Step > TimeSpan.Zero;
        bool hasYear = false;
        foreach (int period in request.Periods)
        {
            double days = period * stepDays;
            (string name, int order) = !hasCalendar ? ("season", OtherOrder) : days switch
            {
                1 => ("daily", options.DailyOrder),
                7 => ("weekly", options.WeeklyOrder),
                > 364 and < 367 => ("yearly", YearlyOrder),
                _ => ("season", OtherOrder),
            };

            hasYear |= name == "yearly";

            // The sine of the harmonic period ÷ 2 is zero on the grid, higher harmonics repeat lower ones.
            yield return new SeasonTerm(
                name, days, Math.Clamp(order, 1, Math.Max(1, (period - 1) / 2)), options.SeasonalityPriorScale, options.IsMultiplicative);
        }

        if (hasCalendar && !hasYear && request.History.Length * stepDays >= 2 * Year)
        {
            yield return new SeasonTerm("yearly", Year, YearlyOrder, options.SeasonalityPriorScale, options.IsMultiplicative);
        }
    }

    private static HolidayTerm Of(ProphetHoliday holiday, ProphetOptions options)
    {
        int epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        int[] dates = [.. holiday.Dates.Select(date => date.DayNumber - epoch).Distinct().Order()];
        return new HolidayTerm(
            holiday.Name, dates, holiday.LowerWindow, holiday.UpperWindow, options.UtcOffset.TotalDays, holiday.PriorScale, options.IsMultiplicative);
    }
}
