namespace CapacityFunctions.Testing.Learning;

/// <summary>Sums and counts of relative usage by the time of the day.</summary>
internal sealed record DayShape(double[] Sums, double[] Counts)
{
    /// <summary>Usage at a time of the day in units of the series' mean; 1 where nothing was learned.</summary>
    public double At(int slot) => Counts[slot] > 0 ? Sums[slot] / Counts[slot] : 1;

    public static int SlotOf(DateTimeOffset instant, int slots) => (int)(instant.UtcDateTime.TimeOfDay / TimeSpan.FromDays(1) * slots);
}
