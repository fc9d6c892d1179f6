using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Decisions;

/// <summary>The newest usage and the newest errors of one decision's forecasts, as far as they tell what the next error will be.</summary>
internal sealed class RecentUsage
{
    /// <summary>What <see cref="Describe"/> gives.</summary>
    public const int FeatureCount = 11;

    // An hour and a day at five minutes. On other grids they are as many observations, not as much time.
    private const int Window = 12;
    private const int LongWindow = 288;

    private readonly double[] usage = new double[Window];
    private readonly double[] errors = new double[Window];
    private int usageCount;
    private int errorCount;
    private double newest;
    private double second;
    private double shortError;

    /// <summary>Mean absolute error of the last day or so: the unit of everything; 0 before the first outcome.</summary>
    public double TypicalError { get; private set; }

    public void AddUsage(double value)
    {
        usage[usageCount++ % Window] = value;
        second = usageCount == 1 ? value : newest;
        newest = value;
    }

    /// <param name="error">Observed − mean.</param>
    public void AddError(double error)
    {
        errors[errorCount % Window] = error;
        errorCount++;
        shortError += (Math.Abs(error) - shortError) / Math.Min(errorCount, Window);
        TypicalError += (Math.Abs(error) - TypicalError) / Math.Min(errorCount, LongWindow);
    }

    /// <summary>What is known beside the forecast, in units of usage and relative to it.</summary>
    /// <param name="mean">Of the forecast.</param>
    /// <param name="quantile">Of the forecast.</param>
    /// <param name="features">Receives <see cref="FeatureCount"/> numbers.</param>
    public void Describe(double mean, double quantile, Span<double> features)
    {
        int known = Math.Min(usageCount, Window);
        double peak = known > 0 ? 0 : mean;
        double sum = 0;
        for (int i = 0; i < known; i++)
        {
            peak = Math.Max(peak, usage[i]);
            sum += usage[i];
        }

        int judged = Math.Min(errorCount, Window);
        double largest = judged > 0 ? errors[0] : 0;
        for (int i = 1; i < judged; i++)
        {
            largest = Math.Max(largest, errors[i]);
        }

        features[0] = TypicalError;
        features[1] = quantile - mean;
        features[2] = mean;
        features[3] = (known > 0 ? newest : mean) - mean;
        features[4] = (known > 0 ? second : mean) - mean;
        features[5] = peak - mean;
        features[6] = (known > 0 ? sum / known : mean) - mean;
        features[7] = judged > 0 ? errors[(errorCount - 1) % Window] : 0;
        features[8] = shortError;
        features[9] = Math.Sqrt(shortError * TypicalError);
        features[10] = largest;
    }

    public void Write(StateWriter writer)
    {
        writer.WriteDoubles(usage);
        writer.WriteDoubles(errors);
        writer.WriteInt32(usageCount);
        writer.WriteInt32(errorCount);
        writer.WriteDoubles([newest, second, shortError, TypicalError]);
    }

    public static RecentUsage Read(StateReader reader)
    {
        RecentUsage recent = new();
        StateArrays.Restore(reader, recent.usage);
        StateArrays.Restore(reader, recent.errors);
        recent.usageCount = reader.ReadInt32();
        recent.errorCount = reader.ReadInt32();
        double[] rest = new double[4];
        StateArrays.Restore(reader, rest);
        (recent.newest, recent.second, recent.shortError, recent.TypicalError) = (rest[0], rest[1], rest[2], rest[3]);
        return recent.usageCount >= 0 && recent.errorCount >= 0
            ? recent
            : throw new InvalidDataException($"State of a live quantile is damaged: {recent.usageCount} values, {recent.errorCount} errors.");
    }
}
