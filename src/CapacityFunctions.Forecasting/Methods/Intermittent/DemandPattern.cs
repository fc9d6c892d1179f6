using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.Intermittent;

/// <summary>How often and how evenly an account uses capacity (Syntetos, Boylan &amp; Croston 2005, "On the categorization of demand patterns").</summary>
/// <param name="MeanInterval">Steps per step with usage, at least 1; infinity without any.</param>
/// <param name="SquaredVariation">Squared coefficient of variation of the sizes; above 0.49 the source calls the demand lumpy or erratic.</param>
/// <param name="Demands">Steps with usage.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DemandPattern(double MeanInterval, double SquaredVariation, int Demands)
{
    // The source's border between smooth and intermittent: from there on Croston's split has the smaller theoretical error.
    private const double IntermittentFrom = 1.32;
    private const int FewestDemands = 2;

    /// <summary>Whether the intermittent methods apply: about every fourth step, or more, is without usage.</summary>
    public bool IsIntermittent => MeanInterval >= IntermittentFrom && Demands >= FewestDemands;

    /// <param name="history">Usage, oldest first; zero or less means none.</param>
    public static DemandPattern Of(ReadOnlySpan<double> history)
    {
        int demands = 0;
        double mean = 0;
        double squares = 0;
        foreach (double value in history)
        {
            if (value > 0)
            {
                demands++;
                double distance = value - mean;
                mean += distance / demands;
                squares += distance * (value - mean);
            }
        }

        return demands == 0
            ? new DemandPattern(double.PositiveInfinity, 0, 0)
            : new DemandPattern((double)history.Length / demands, squares / demands / (mean * mean), demands);
    }
}
