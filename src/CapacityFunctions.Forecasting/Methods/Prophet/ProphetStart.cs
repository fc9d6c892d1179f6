namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>Where the estimate begins: a trend through the first and the last value, nothing else.</summary>
internal static class ProphetStart
{
    public static double[] Of(ProphetDesign design, int count)
    {
        double[] theta = new double[count];
        (double first, double last) = (design.Usage[0], design.Usage[^1]);
        double span = Math.Max(1e-9, design.Times[^1] - design.Times[0]);
        switch (design.Growth)
        {
            case ProphetGrowth.Flat:
                theta[0] = first;
                break;
            case ProphetGrowth.Linear:
                (theta[0], theta[1]) = ((last - first) / span, first);
                break;
            default:
                (theta[0], theta[1]) = Logistic(first, last, span, design.Capacity);
                break;
        }

        return theta;
    }

    /// <summary>The logistic curve through both values; they are first moved inside the capacity and apart.</summary>
    private static (double Rate, double Offset) Logistic(double first, double last, double span, double capacity)
    {
        double firstRatio = 1 / Math.Clamp(first / capacity, 0.01, 0.99);
        double lastRatio = 1 / Math.Clamp(last / capacity, 0.01, 0.99);
        if (Math.Abs(firstRatio - lastRatio) <= 0.01)
        {
            firstRatio *= 1.05;
        }

        (double a, double b) = (Math.Log(firstRatio - 1), Math.Log(lastRatio - 1));
        return ((a - b) / span, a * span / (a - b));
    }
}
