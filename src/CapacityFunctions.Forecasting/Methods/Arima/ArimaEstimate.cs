namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>A fitted regression with ARIMA errors.</summary>
/// <param name="Order">The order fitted.</param>
/// <param name="HasConstant">Whether a level (no differences) or a slope (one difference) is part of it.</param>
/// <param name="Variables">The free variables behind the polynomials, where another fit may start.</param>
/// <param name="Ar">φ_1 … φ_p.</param>
/// <param name="SeasonalAr">Φ_1 … Φ_P.</param>
/// <param name="Ma">θ_1 … θ_q of 1 + Σ θ_j z^j.</param>
/// <param name="SeasonalMa">Θ_1 … Θ_Q.</param>
/// <param name="Regression">Coefficient of the constant, if any, then one a regressor; in units of the series.</param>
/// <param name="Variance">Σ v²/F ÷ (n − coefficients), n after differencing.</param>
/// <param name="LogLikelihood">Of the differenced series, as R's <c>arima</c> reports it.</param>
/// <param name="CorrectedAic">Corrected Akaike criterion; infinite where the history is too short for the order.</param>
internal sealed record ArimaEstimate(
    ArimaOrder Order,
    bool HasConstant,
    double[] Variables,
    double[] Ar,
    double[] SeasonalAr,
    double[] Ma,
    double[] SeasonalMa,
    double[] Regression,
    double Variance,
    double LogLikelihood,
    double CorrectedAic)
{
    // R's auto.arima refuses roots within one per cent of the unit circle.
    private const double NearUnitRoot = 1.01;

    /// <summary>
    /// Whether a polynomial almost has a unit root: it then stands for a difference, or for one too many. Seasonal polynomials are judged
    /// in powers of z^m, where R takes the m-th root and so refuses a season that merely lasts.
    /// </summary>
    public bool IsNearUnitRoot =>
        !Numerics.PartialAutocorrelations.RootsAreOutside(Ar, NearUnitRoot)
        || !Numerics.PartialAutocorrelations.RootsAreOutside(SeasonalAr, NearUnitRoot)
        || !Numerics.PartialAutocorrelations.RootsAreOutside(Array.ConvertAll(Ma, static value => -value), NearUnitRoot)
        || !Numerics.PartialAutocorrelations.RootsAreOutside(Array.ConvertAll(SeasonalMa, static value => -value), NearUnitRoot);
}
