namespace CapacityFunctions.Forecasting.Methods;

/// <summary>Steps picked from another forecast, each any number of times.</summary>
/// <param name="source">Where the steps come from.</param>
/// <param name="steps">The step of the source that stands at each step here.</param>
internal sealed class PickedForecast(MethodForecast source, int[] steps)
    : MethodForecast(Pick(source.Mean, steps), Pick(source.Deviation, steps))
{
    public override double Quantile(int step, double probability) => source.Quantile(steps[step], probability);

    internal override bool FillQuantiles(int step, Span<double> row) => source.FillQuantiles(steps[step], row);

    private static double[] Pick(ReadOnlySpan<double> values, int[] steps)
    {
        double[] picked = new double[steps.Length];
        for (int step = 0; step < picked.Length; step++)
        {
            picked[step] = values[steps[step]];
        }

        return picked;
    }
}
