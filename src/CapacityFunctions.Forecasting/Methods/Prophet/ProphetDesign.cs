namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>A history in scaled units with the columns of all terms.</summary>
internal sealed class ProphetDesign
{
    // Times the largest usage: saturation that far away is out of sight, and its curve out of the range of numbers.
    private const double LargestCapacity = 1e6;

    private ProphetDesign(
        ProphetGrowth growth, ProphetScale scale, double capacity, double[] times, double[] usage, double[] changepoints, double[] columns)
    {
        Growth = growth;
        Scale = scale;
        Capacity = capacity;
        Times = times;
        Usage = usage;
        Changepoints = changepoints;
        Columns = columns;
    }

    public ProphetGrowth Growth { get; }

    public ProphetScale Scale { get; }

    /// <summary>Scaled; 1 unless growth is logistic.</summary>
    public double Capacity { get; }

    /// <summary>Scaled, ascending from 0 to 1.</summary>
    public double[] Times { get; }

    /// <summary>Scaled.</summary>
    public double[] Usage { get; }

    /// <summary>Scaled times, ascending; empty for flat growth.</summary>
    public double[] Changepoints { get; }

    /// <summary>Columns of the terms one after the other, each of <see cref="Rows"/> values.</summary>
    public double[] Columns { get; }

    /// <summary>Whether the column is a share of the trend.</summary>
    public required bool[] IsMultiplicative { get; init; }

    /// <summary>1 ÷ prior variance of each column's coefficient.</summary>
    public required double[] Precisions { get; init; }

    public double ChangepointPriorScale { get; private init; }

    public int Rows => Times.Length;

    /// <param name="options">Growth, changepoints and priors.</param>
    /// <param name="terms">What is added to the trend.</param>
    /// <param name="days">Start of each step in days since 1970-01-01T00Z, ascending; at least one.</param>
    /// <param name="history">Usage of each step in capacity units; finite.</param>
    /// <param name="regressors">Over the same steps.</param>
    public static ProphetDesign Of(
        ProphetOptions options, IProphetTerm[] terms, ReadOnlySpan<double> days, ReadOnlySpan<double> history, RegressorMatrix? regressors)
    {
        bool isLogistic = options.Growth == ProphetGrowth.Logistic;
        ProphetScale scale = ProphetScale.Of(days, history, isLogistic ? options.Floor : 0);
        double capacity = isLogistic ? Math.Min(LargestCapacity, scale.ToScaled(options.Capacity!.Value)) : 1;
        double[] times = new double[days.Length];
        double[] usage = new double[days.Length];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = scale.Time(days[i]);
            usage[i] = scale.ToScaled(history[i]);
        }

        double[] columns = new double[terms.Sum(term => term.Count) * days.Length];
        int filled = 0;
        foreach (IProphetTerm term in terms)
        {
            term.Fill(days, regressors, columns.AsSpan(filled, term.Count * days.Length));
            filled += term.Count * days.Length;
        }

        return new ProphetDesign(options.Growth, scale, capacity, times, usage, PlaceChangepoints(options, times), columns)
        {
            IsMultiplicative = [.. terms.SelectMany(term => Enumerable.Repeat(term.IsMultiplicative, term.Count))],
            Precisions = [.. terms.SelectMany(term => Enumerable.Repeat(1 / (term.PriorScale * term.PriorScale), term.Count))],
            ChangepointPriorScale = options.ChangepointPriorScale,
        };
    }

    /// <summary>Evenly over the observations of the first part of the history, not at its first one; rounding as in the original R program.</summary>
    private static double[] PlaceChangepoints(ProphetOptions options, double[] times)
    {
        int usable = (int)Math.Floor(times.Length * options.ChangepointRange);
        int count = options.Growth == ProphetGrowth.Flat ? 0 : Math.Clamp(options.ChangepointCount, 0, Math.Max(0, usable - 1));
        double[] changepoints = new double[count];
        for (int j = 0; j < count; j++)
        {
            double oneBased = 1 + ((usable - 1) * (j + 1.0) / count);
            changepoints[j] = times[(int)Math.Round(oneBased, MidpointRounding.ToEven) - 1];
        }

        return changepoints;
    }
}
