using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>By how much one candidate's losses lie below another's at the same origins.</summary>
/// <param name="Share">Mean difference ÷ the mean loss without; above 0 for a gain.</param>
/// <param name="StandardErrors">Mean difference ÷ its standard error.</param>
/// <param name="Count">Origins that count, overlap deducted.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LossGain(double Share, double StandardErrors, double Count)
{
    private const double SmallestShare = 0.005;

    // 5 %, one-sided.
    private const double Significant = 1.645;
    private const double FewestOrigins = 4;

    /// <summary>A gain that is more than chance. Few origins know their own spread badly, so they have to show more.</summary>
    public bool IsReal => Count >= FewestOrigins && Share > SmallestShare && StandardErrors > Significant * (1 + (2 / Count));

    /// <param name="without">Losses at the origins; NaN for one without an outcome.</param>
    /// <param name="with">The same for the other candidate.</param>
    /// <param name="independence">Share of an origin that the next one doesn't repeat: stride ÷ horizon, at most 1.</param>
    public static LossGain Between(ReadOnlySpan<double> without, ReadOnlySpan<double> with, double independence)
    {
        double sum = 0;
        double squares = 0;
        double loss = 0;
        int count = 0;
        for (int i = 0; i < without.Length; i++)
        {
            double difference = without[i] - with[i];
            if (!double.IsNaN(difference))
            {
                sum += difference;
                squares += difference * difference;
                loss += without[i];
                count++;
            }
        }

        if (count < 2 || loss <= 0)
        {
            return default;
        }

        double mean = sum / count;
        double variance = Math.Max(0, squares - (count * mean * mean)) / (count - 1);
        double effective = count * independence;
        double error = Math.Sqrt(variance / effective);
        return new LossGain(sum / loss, error > 0 ? mean / error : 0, effective);
    }
}
