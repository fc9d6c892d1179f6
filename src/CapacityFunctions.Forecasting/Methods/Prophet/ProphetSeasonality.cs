namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>A season described by Fourier terms.</summary>
/// <param name="Name">For people: <c>daily</c>.</param>
/// <param name="Period">Length, above zero.</param>
/// <param name="Order">Number of harmonics, at least 1.</param>
/// <param name="PriorScale">Standard deviation of the coefficients' normal prior, in units of the scaled history; above 0.</param>
/// <param name="IsMultiplicative">Whether it scales with the trend; null to follow <see cref="ProphetOptions.IsMultiplicative"/>.</param>
public sealed record ProphetSeasonality(string Name, TimeSpan Period, int Order, double PriorScale = 10, bool? IsMultiplicative = null);
