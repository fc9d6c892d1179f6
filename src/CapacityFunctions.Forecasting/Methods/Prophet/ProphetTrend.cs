using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>
/// The trend in scaled units. Its line is z(t) = k·t + m + Σ δ_j·(t − s_j)₊ for linear growth and k·(t − m) + Σ δ_j·(t − s_j)₊ for
/// logistic growth, where usage is capacity ÷ (1 + e^−z): the form of Taylor &amp; Letham (eq. 3, 4) with its offsets γ_j worked in, which
/// keep z without jumps.
/// </summary>
/// <param name="Growth">Form.</param>
/// <param name="Rate">k; 0 for flat growth.</param>
/// <param name="Offset">m.</param>
/// <param name="Changepoints">s_j, ascending, of the rate changes that aren't zero.</param>
/// <param name="Changes">δ_j of these.</param>
/// <param name="Capacity">Scaled; read for logistic growth only.</param>
internal sealed record ProphetTrend(
    ProphetGrowth Growth, double Rate, double Offset, double[] Changepoints, double[] Changes, double Capacity)
{
    /// <param name="times">Ascending scaled times.</param>
    /// <param name="values">Receives the trend.</param>
    public void Fill(ReadOnlySpan<double> times, Span<double> values)
    {
        FillLine(Growth, Rate, Offset, Changepoints, Changes, times, values);
        if (Growth == ProphetGrowth.Logistic)
        {
            for (int i = 0; i < times.Length; i++)
            {
                values[i] = Saturate(values[i], Capacity);
            }
        }
    }

    /// <summary>Change of the trend by a small change of its line: 1, or the slope of the logistic curve where the trend has that value.</summary>
    public double Sensitivity(double value) => Growth == ProphetGrowth.Logistic ? value * (1 - (value / Capacity)) : 1;

    public static double Saturate(double line, double capacity) => capacity / (1 + Math.Exp(-line));

    public static void FillLine(
        ProphetGrowth growth,
        double rate,
        double offset,
        ReadOnlySpan<double> changepoints,
        ReadOnlySpan<double> changes,
        ReadOnlySpan<double> times,
        Span<double> values)
    {
        double slope = rate;
        double level = growth == ProphetGrowth.Logistic ? -rate * offset : offset;
        int next = 0;
        for (int i = 0; i < times.Length; i++)
        {
            for (; next < changepoints.Length && times[i] >= changepoints[next]; next++)
            {
                slope += changes[next];
                level -= changes[next] * changepoints[next];
            }

            values[i] = (slope * times[i]) + level;
        }
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte((byte)Growth);
        writer.WriteDouble(Rate);
        writer.WriteDouble(Offset);
        writer.WriteDoubles(Changepoints);
        writer.WriteDoubles(Changes);
        writer.WriteDouble(Capacity);
    }

    public static ProphetTrend Read(StateReader reader)
    {
        ProphetTrend trend = new(
            (ProphetGrowth)reader.ReadByte(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDoubles(), reader.ReadDoubles(), reader.ReadDouble());
        return trend.Changepoints.Length == trend.Changes.Length && Enum.IsDefined(trend.Growth)
            ? trend
            : throw new InvalidDataException("Model state is damaged: changepoints and changes of the trend don't match.");
    }
}
