using System.Runtime.InteropServices;

namespace Microsoft.ML.Transforms.TimeSeries;

/// <summary>Growth by a factor over a number of steps.</summary>
[StructLayout(LayoutKind.Auto)]
public struct GrowthRatio
{
#pragma warning disable CA1051, MA0016 // The real type has fields, and object initialisers bind to them.
    /// <summary>Steps, above 0.</summary>
    public int TimeSpan;

    /// <summary>Factor over that many steps, at least 0.</summary>
    public double Growth;
#pragma warning restore CA1051, MA0016

    /// <summary>Factor a step.</summary>
    public double Ratio => Math.Pow(Growth, 1d / TimeSpan);
}
