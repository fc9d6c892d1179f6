namespace CapacityFunctions.Cli.Simulations;

/// <summary>How far figures of a simulation are written out: beyond that they say nothing.</summary>
internal static class Rounding
{
    /// <summary>Unit hours and money.</summary>
    public static double Amount(double value) => Math.Round(value, 4);

    /// <summary>Shares and ratios.</summary>
    public static double Share(double value) => Math.Round(value, 6);
}
