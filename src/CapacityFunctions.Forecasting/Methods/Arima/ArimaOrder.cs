using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>ARIMA(p,d,q)(P,D,Q)m.</summary>
/// <param name="Ar">p, degree of the autoregressive polynomial.</param>
/// <param name="Differences">d, number of differences.</param>
/// <param name="Ma">q, degree of the moving-average polynomial.</param>
/// <param name="SeasonalAr">P, degree of the seasonal autoregressive polynomial.</param>
/// <param name="SeasonalDifferences">D, number of seasonal differences.</param>
/// <param name="SeasonalMa">Q, degree of the seasonal moving-average polynomial.</param>
/// <param name="Period">m, season length in steps; 1 for none, and then P, D and Q are 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ArimaOrder(
    int Ar, int Differences, int Ma, int SeasonalAr = 0, int SeasonalDifferences = 0, int SeasonalMa = 0, int Period = 1)
{
    /// <summary>Degree of the product of both autoregressive polynomials.</summary>
    public int FullAr => Ar + (Period * SeasonalAr);

    /// <summary>Degree of the product of both moving-average polynomials.</summary>
    public int FullMa => Ma + (Period * SeasonalMa);

    /// <summary>Values that differencing uses up.</summary>
    public int Lost => Differences + (Period * SeasonalDifferences);

    /// <summary>Free coefficients of the four polynomials.</summary>
    public int Coefficients => Ar + Ma + SeasonalAr + SeasonalMa;

    public override string ToString() => Period > 1
        ? $"ARIMA({Ar},{Differences},{Ma})({SeasonalAr},{SeasonalDifferences},{SeasonalMa})[{Period}]"
        : $"ARIMA({Ar},{Differences},{Ma})";
}
