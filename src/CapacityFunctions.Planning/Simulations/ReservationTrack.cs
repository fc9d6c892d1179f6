namespace CapacityFunctions.Planning.Simulations;

/// <summary>What was in force, for one account or for the group, beside what was used.</summary>
public sealed class ReservationTrack
{
    // Below it two amounts are the same: what is left of sums of fractions.
    private const double Tolerance = 1e-9;

    private readonly double[] _reserved;
    private readonly double[] _used;
    private readonly bool[] _known;

    /// <param name="first">Bucket of the first entry.</param>
    /// <param name="reserved">Units in force, one entry a bucket.</param>
    /// <param name="used">Units used; ignored where not known.</param>
    /// <param name="known">Which buckets count.</param>
    internal ReservationTrack(int first, double[] reserved, ReadOnlySpan<double> used, ReadOnlySpan<bool> known)
    {
        First = first;
        _reserved = reserved;
        _used = used.ToArray();
        _known = known.ToArray();
    }

    /// <summary>Bucket of the first entry.</summary>
    public int First { get; }

    public int Length => _reserved.Length;

    /// <summary>Units in force, one entry a bucket from <see cref="First"/> on.</summary>
    public ReadOnlySpan<double> Reserved => _reserved;

    /// <summary>Units used; means nothing where <see cref="Known"/> says so.</summary>
    public ReadOnlySpan<double> Used => _used;

    public ReadOnlySpan<bool> Known => _known;

    /// <summary>Used and not reserved in entry <paramref name="i"/>.</summary>
    public double ShortageAt(int i) => _known[i] ? Math.Max(0, _used[i] - _reserved[i]) : 0;

    /// <summary>What the track comes to, with all that was reserved multiplied by a factor.</summary>
    internal ReservationCost CostOf(SimulationSetting setting, double factor = 1)
    {
        double price = (double)setting.PricePerUnitHour;
        double shortageCost = (double)setting.ShortageCostPerUnitHour;
        double reserved = 0;
        double used = 0;
        double shortage = 0;
        int buckets = 0;
        int shortBuckets = 0;
        int increases = 0;
        int decreases = 0;
        for (int i = 0; i < _reserved.Length; i++)
        {
            double change = i == 0 ? 0 : _reserved[i] - _reserved[i - 1];
            increases += change > Tolerance ? 1 : 0;
            decreases += change < -Tolerance ? 1 : 0;
            if (!_known[i])
            {
                continue;
            }

            double inForce = factor * _reserved[i];
            double missing = Math.Max(0, _used[i] - inForce);
            reserved += inForce;
            used += _used[i];
            shortage += missing;
            buckets++;
            shortBuckets += missing > Tolerance ? 1 : 0;
        }

        double hours = setting.HoursPerBucket;
        return new ReservationCost
        {
            ReservedUnitHours = reserved * hours,
            UsedUnitHours = used * hours,
            ShortageUnitHours = shortage * hours,
            Cost = ((reserved * price) + (shortage * shortageCost)) * hours,
            Increases = increases,
            Decreases = decreases,
            Buckets = buckets,
            ShortBuckets = shortBuckets,
        };
    }
}
