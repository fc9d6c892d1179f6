namespace CapacityFunctions.Planning.Timelines;

/// <summary>Adds the usage of accounts up to what a group used, on the five-minute grid, day by day.</summary>
public sealed class DemandHistory
{
    /// <summary>Five-minute buckets of a UTC day.</summary>
    public const int BucketsPerDay = 288;

    private static readonly TimeSpan Width = TimeSpan.FromMinutes(5);
    private readonly SortedDictionary<DateOnly, double[]> _days = [];

    /// <summary>The days that have usage, in order; buckets without any are NaN, which stays between here and the bytes of storage.</summary>
    public IReadOnlyDictionary<DateOnly, double[]> Days => _days;

    /// <summary>Adds one account's usage.</summary>
    /// <param name="timestamps">UTC; one for each value, each bucket at most once.</param>
    /// <param name="values">Resource units; finite.</param>
    /// <exception cref="ArgumentException">There are not as many values as timestamps.</exception>
    public void Add(ReadOnlySpan<DateTimeOffset> timestamps, ReadOnlySpan<double> values)
    {
        if (timestamps.Length != values.Length)
        {
            throw new ArgumentException("There must be a value for each timestamp.", nameof(values));
        }

        for (int index = 0; index < values.Length; index++)
        {
            DateTime at = timestamps[index].UtcDateTime;
            DateOnly date = DateOnly.FromDateTime(at);
            if (!_days.TryGetValue(date, out double[]? day))
            {
                _days.Add(date, day = new double[BucketsPerDay]);
                Array.Fill(day, double.NaN);
            }

            ref double bucket = ref day[at.TimeOfDay.Ticks / Width.Ticks];
            bucket = double.IsNaN(bucket) ? values[index] : bucket + values[index];
        }
    }

    /// <summary>The highest bucket of a day; null when it has none.</summary>
    public static double? PeakOf(ReadOnlySpan<double> day)
    {
        double? peak = null;
        foreach (double value in day)
        {
            peak = double.IsNaN(value) || value <= peak ? peak : value;
        }

        return peak;
    }
}
