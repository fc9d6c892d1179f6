using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>The forecast of a method with the effects of inputs put on it: its distribution is moved or stretched, its shape stays.</summary>
internal sealed class RegressedForecast(double[] mean, double[] deviation, MethodForecast inner, EffectScale scale, double[] effects)
    : MethodForecast(mean, deviation)
{
    public override double Quantile(int step, double probability) => scale.Restore(inner.Quantile(step, probability), effects[step]);

    internal override bool FillQuantiles(int step, Span<double> row)
    {
        if (!inner.FillQuantiles(step, row))
        {
            return false;
        }

        for (int i = 0; i < row.Length; i++)
        {
            row[i] = scale.Restore(row[i], effects[step]);
        }

        return true;
    }
}
