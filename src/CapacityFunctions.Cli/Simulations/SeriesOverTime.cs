using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>The group over time, drawn together: what was used, and each policy's reservation and shortage, as means over equal intervals.</summary>
internal sealed record SeriesOverTime
{
    private const int MostIntervals = 700;

    /// <summary>Start of each interval.</summary>
    public required IReadOnlyList<DateTimeOffset> Timestamps { get; init; }

    /// <summary>Length of an interval.</summary>
    public required double IntervalMinutes { get; init; }

    /// <summary>Mean usage; null where there was none.</summary>
    public required IReadOnlyList<double?> Used { get; init; }

    public required IReadOnlyList<PolicySeries> Policies { get; init; }

    public static SeriesOverTime Of(SimulationSetting setting, IReadOnlyList<PolicyRun> runs)
    {
        ReservationTrack usage = runs[0].Group;
        int per = Math.Max(1, (int)Math.Ceiling((double)usage.Length / MostIntervals));
        int count = (usage.Length + per - 1) / per;
        return new SeriesOverTime
        {
            Timestamps = [.. Enumerable.Range(0, count).Select(i => setting.TimeOf(usage.First + (i * per)))],
            IntervalMinutes = per * setting.Grid.TotalMinutes,
            Used = Means(usage, per, count, static (track, i) => track.Used[i]),
            Policies =
            [
                .. runs.Select(run => new PolicySeries(
                    run.Policy,
                    Means(run.Group, per, count, static (track, i) => track.Reserved[i]),
                    run.Policy == SimulationPolicyNames.Pooled
                        ? Means(run.Group, per, count, static (track, i) => track.ShortageAt(i))
                        : AccountShortage(setting, run, per, count))),
            ],
        };
    }

    /// <summary>Shortages of accounts that each use their own reservation, added up.</summary>
    private static double?[] AccountShortage(SimulationSetting setting, PolicyRun run, int per, int count)
    {
        double[] sums = new double[run.Group.Length];
        foreach (ReservationTrack account in run.Accounts)
        {
            for (int i = 0; i < account.Length; i++)
            {
                sums[account.First - setting.First + i] += account.ShortageAt(i);
            }
        }

        return Means(run.Group, per, count, (_, i) => sums[i]);
    }

    private static double?[] Means(ReservationTrack track, int per, int count, Func<ReservationTrack, int, double> valueOf)
    {
        double?[] means = new double?[count];
        for (int interval = 0; interval < count; interval++)
        {
            double sum = 0;
            int known = 0;
            for (int i = interval * per; i < Math.Min(track.Length, (interval + 1) * per); i++)
            {
                if (track.Known[i])
                {
                    sum += valueOf(track, i);
                    known++;
                }
            }

            means[interval] = known > 0 ? Rounding.Amount(sum / known) : null;
        }

        return means;
    }
}
