namespace CapacityFunctions.EndToEnd.Tests.Crashes;

/// <summary>Random kills, spread evenly: the moments in fixed shares, and within each the fractions one to a stratum.</summary>
internal static class KillPlan
{
    private const double LatestFraction = 1.1;

    /// <summary>Of twenty kills so many; an ordinary cycle gets the rest.</summary>
    private static readonly (KillMoment Moment, int OfTwenty)[] Shares =
    [
        (KillMoment.Applying, 5), (KillMoment.Training, 2), (KillMoment.Seeding, 2), (KillMoment.Recovering, 4),
    ];

    /// <param name="seed">The same seed gives the same plan.</param>
    /// <param name="count">At least 1.</param>
    public static IReadOnlyList<Kill> Of(int seed, int count)
    {
        Random random = new(seed);
        List<KillMoment> moments = [.. Shares.SelectMany(share => Enumerable.Repeat(share.Moment, Math.Max(1, count * share.OfTwenty / 20)))];
        moments = [.. moments.Take(count)];
        moments.AddRange(Enumerable.Repeat(KillMoment.Cycle, count - moments.Count));

        Kill[] kills =
        [
            .. moments.GroupBy(moment => moment).SelectMany(group =>
                group.Select((moment, stratum) => new Kill(moment, LatestFraction * (stratum + random.NextDouble()) / group.Count()))),
        ];
        random.Shuffle(kills);
        return kills;
    }
}
