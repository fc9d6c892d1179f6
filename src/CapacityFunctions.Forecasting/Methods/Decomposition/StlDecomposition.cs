namespace CapacityFunctions.Forecasting.Methods.Decomposition;

/// <summary>
/// Seasonal-trend decomposition by loess (Cleveland, Cleveland, McRae &amp; Terpenning 1990) with the defaults of R's <c>stl</c>:
/// two inner iterations, no robustness weights, seasonal degree 0, trend and low-pass degree 1, jumps of a tenth of each span.
/// </summary>
internal sealed class StlDecomposition
{
    private const int InnerIterations = 2;

    private StlDecomposition(double[] seasonal, double[] trend)
    {
        Seasonal = seasonal;
        Trend = trend;
    }

    public double[] Seasonal { get; }

    public double[] Trend { get; }

    /// <param name="values">At least two seasons.</param>
    /// <param name="period">At least 2.</param>
    /// <param name="seasonalWindow">Span of the seasonal smoother in seasons, odd, at least 7; <see cref="int.MaxValue"/> for a fixed season.</param>
    public static StlDecomposition Decompose(ReadOnlySpan<double> values, int period, int seasonalWindow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, 2 * period);
        bool isPeriodic = seasonalWindow == int.MaxValue;
        int seasonalSpan = isPeriodic ? (10 * values.Length) + 1 : seasonalWindow;
        int trendSpan = NextOdd((int)Math.Ceiling(1.5 * period / (1 - (1.5 / seasonalSpan))));
        int lowPassSpan = NextOdd(period);
        double[] seasonal = new double[values.Length];
        double[] trend = new double[values.Length];
        double[] work = new double[values.Length];
        double[] cycle = new double[values.Length + (2 * period)];
        double[] lowPass = new double[values.Length + (2 * period)];
        for (int iteration = 0; iteration < InnerIterations; iteration++)
        {
            for (int i = 0; i < work.Length; i++)
            {
                work[i] = values[i] - trend[i];
            }

            SmoothCycles(work, period, seasonalSpan, cycle);
            int length = MovingAverage(cycle, cycle.Length, period, lowPass);
            length = MovingAverage(lowPass, length, period, lowPass);
            length = MovingAverage(lowPass, length, 3, lowPass);
            Loess.Smooth(lowPass.AsSpan(0, length), lowPassSpan, 1, Jump(lowPassSpan), 0, work);
            for (int i = 0; i < seasonal.Length; i++)
            {
                seasonal[i] = cycle[period + i] - work[i];
                work[i] = values[i] - seasonal[i];
            }

            Loess.Smooth(work, trendSpan, 1, Jump(trendSpan), 0, trend);
        }

        if (isPeriodic)
        {
            AverageCycles(seasonal, period);
        }

        return new StlDecomposition(seasonal, trend);
    }

    /// <summary>Smooths the values of each phase on their own, one season longer at both ends.</summary>
    private static void SmoothCycles(double[] detrended, int period, int span, double[] cycle)
    {
        int longest = ((detrended.Length - 1) / period) + 1;
        double[] phaseValues = new double[longest];
        double[] smooth = new double[longest + 2];
        for (int phase = 0; phase < period; phase++)
        {
            int count = ((detrended.Length - phase - 1) / period) + 1;
            for (int i = 0; i < count; i++)
            {
                phaseValues[i] = detrended[phase + (i * period)];
            }

            // The two seasons beyond the data are fitted on their own, so that jumps are counted from the first value.
            ReadOnlySpan<double> known = phaseValues.AsSpan(0, count);
            Loess.Smooth(known, span, 0, 1, -1, smooth.AsSpan(0, 1));
            Loess.Smooth(known, span, 0, Jump(span), 0, smooth.AsSpan(1, count));
            Loess.Smooth(known, span, 0, 1, count, smooth.AsSpan(count + 1, 1));
            for (int i = 0; i < count + 2; i++)
            {
                cycle[phase + (i * period)] = smooth[i];
            }
        }
    }

    private static int MovingAverage(double[] values, int length, int window, double[] averages)
    {
        double sum = 0;
        for (int i = 0; i < window; i++)
        {
            sum += values[i];
        }

        int count = length - window + 1;
        for (int i = 0; i < count; i++)
        {
            // Read before the write: source and target may be the same array.
            double leaving = values[i];
            double entering = i + window < length ? values[i + window] : 0;
            averages[i] = sum / window;
            sum += entering - leaving;
        }

        return count;
    }

    private static void AverageCycles(double[] seasonal, int period)
    {
        for (int phase = 0; phase < period; phase++)
        {
            double sum = 0;
            int count = 0;
            for (int i = phase; i < seasonal.Length; i += period)
            {
                sum += seasonal[i];
                count++;
            }

            for (int i = phase; i < seasonal.Length; i += period)
            {
                seasonal[i] = sum / count;
            }
        }
    }

    private static int NextOdd(int span) => span % 2 == 0 ? span + 1 : span;

    private static int Jump(int span) => (span + 9) / 10;
}
