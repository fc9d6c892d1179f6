namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>Days on which usage differs in the same way each time.</summary>
/// <param name="Name">For people.</param>
/// <param name="Dates">The days, past and future, in the calendar that <see cref="ProphetOptions.UtcOffset"/> gives.</param>
/// <param name="LowerWindow">Days before each date that have an effect of their own, at least 0.</param>
/// <param name="UpperWindow">Days after each date that have an effect of their own, at least 0.</param>
/// <param name="PriorScale">Standard deviation of the effects' normal prior, in units of the scaled history; above 0.</param>
public sealed record ProphetHoliday(
    string Name, IReadOnlyList<DateOnly> Dates, int LowerWindow = 0, int UpperWindow = 0, double PriorScale = 10);
