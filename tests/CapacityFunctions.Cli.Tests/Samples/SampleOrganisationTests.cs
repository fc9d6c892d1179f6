using CapacityFunctions.Cli.Samples;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Cli.Tests.Samples;

public sealed class SampleOrganisationTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly SampleOrganisation Sample = SampleOrganisation.Generate(new SampleOptions());

    /// <summary>Account usage over all zones, by instant.</summary>
    private static readonly Dictionary<string, SortedDictionary<DateTimeOffset, double>> Totals = AddZones(Sample);

    [Fact]
    public void Options_Defaults_ArePinned()
    {
        SampleOptions options = new();

        Assert.Equal((30, 4, 0, 1L, End), (options.Accounts, options.Weeks, options.ExtraWeeks, options.Seed, options.End));
    }

    [Theory]
    [InlineData(0, 4, 0)]
    [InlineData(100_001, 4, 0)]
    [InlineData(30, 0, 0)]
    [InlineData(30, 521, 0)]
    [InlineData(30, 4, -1)]
    public void Generate_OptionOutOfRange_Throws(int accounts, int weeks, int extraWeeks) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrganisation.Generate(
            new SampleOptions { Accounts = accounts, Weeks = weeks, ExtraWeeks = extraWeeks }));

    [Fact]
    public void Generate_EndOffTheGrid_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrganisation.Generate(new SampleOptions { End = End.AddMinutes(1) }));

    [Fact]
    public void Usage_TwoPasses_AreEqual() =>
        Assert.Equal(Small(seed: 5).Usage(), Small(seed: 5).Usage());

    [Fact]
    public void Usage_OtherSeed_Differs() =>
        Assert.NotEqual(Small(seed: 5).Usage().Take(1000), Small(seed: 6).Usage().Take(1000));

    [Fact]
    public void Usage_ExtraWeeks_ContinuesTheSameHistory()
    {
        SampleOrganisation longer = SampleOrganisation.Generate(Small(5).Options with { ExtraWeeks = 1 });

        Assert.Equal(Small(5).Usage(), longer.Usage().TakeWhile(usage => usage.Timestamp <= End));
        Assert.Equal(End.AddDays(7), longer.Usage().Last().Timestamp);
    }

    [Fact]
    public void Usage_MoreAccounts_LeavesTheFirstOnesAlone()
    {
        // The silent account is always the last one, so the comparison stops before its silence.
        string first = Sample.Accounts[0].Id.Value;
        SampleOrganisation three = SampleOrganisation.Generate(new SampleOptions { Accounts = 3 });

        Assert.Equal(
            Sample.Usage().Where(usage => string.Equals(usage.AccountId.Value, first, StringComparison.Ordinal)),
            three.Usage().Where(usage => string.Equals(usage.AccountId.Value, first, StringComparison.Ordinal)));
    }

    [Fact]
    public void Usage_Default_CoversFourWeeksAtFiveMinutes()
    {
        Assert.Equal(30, Totals.Count);
        Assert.All(Totals.Values, series =>
        {
            // 4 weeks × 2016 steps; gaps take away less than three days of them.
            Assert.InRange(series.Count, 8064 - 864, 8064);
            Assert.All(series.Keys, instant => Assert.Equal(0, instant.Ticks % TimeSpan.FromMinutes(5).Ticks));
        });
        Assert.Equal(End.AddDays(-28).AddMinutes(5), Totals.Values.Min(series => series.Keys.First()));
        Assert.Equal(End, Totals.Values.Max(series => series.Keys.Last()));
    }

    [Fact]
    public void Usage_Default_IsInOrderOfTimeWithoutDuplicates()
    {
        ResourceUsage[] rows = [.. Sample.Usage()];

        Assert.Equal(rows.Length, rows.DistinctBy(row => (row.AccountId, row.Timestamp, row.Zone)).Count());
        Assert.True(rows.Zip(rows.Skip(1)).All(pair => pair.First.Timestamp <= pair.Second.Timestamp));
    }

    [Fact]
    public void Usage_Default_IsFiniteNonNegativeAndMostlyWhole()
    {
        ResourceUsage[] rows = [.. Sample.Usage()];

        Assert.DoesNotContain(rows, row => !double.IsFinite(row.AmountUsed) || row.AmountUsed < 0);
        Assert.InRange(rows.Count(row => row.AmountUsed == Math.Floor(row.AmountUsed)) / (double)rows.Length, 0.75, 1);
    }

    [Fact]
    public void Usage_Default_HasGapsOfItsOwnInEveryAccount() =>
        Assert.All(Totals.Values, series =>
        {
            DateTimeOffset[] instants = [.. series.Keys];
            int lost = instants.Zip(instants.Skip(1)).Sum(pair => (int)((pair.Second - pair.First) / TimeSpan.FromMinutes(5)) - 1);
            Assert.True(lost > 8, $"{lost} steps missing; eight of them are the organisation's lost telemetry");
        });

    [Fact]
    public void Usage_Outage_StopsEveryAccount()
    {
        DateTimeOffset from = End.AddDays(-8).AddHours(9);
        DateTimeOffset to = from.AddHours(3.5);

        Assert.All(Totals, account =>
        {
            double during = account.Value.Where(point => point.Key >= from && point.Key < to).Max(point => point.Value);
            double usual = account.Value.Values.Max();
            Assert.True(during <= 0.05 * usual, $"{account.Key}: {during} in the outage, {usual} at its highest");
        });
    }

    [Theory]
    [InlineData("storefront-web-01", 0.6, 1)]
    [InlineData("corporate-office-02", 0.5, 1)]
    [InlineData("analytics-nightly-01", 0.7, 1)]
    [InlineData("analytics-adhoc-02", -0.3, 0.3)]
    public void Usage_ByShape_HasItsDailyPattern(string account, double least, double most) =>
        Assert.InRange(Autocorrelation([.. Totals[account].Values], lag: 288), least, most);

    [Fact]
    public void Usage_Campaign_LiftsWhatSells()
    {
        DateTimeOffset from = End.AddDays(-16).AddHours(6);
        foreach (string account in new[] { "storefront-web-01", "storefront-orders-02" })
        {
            double during = Mean(account, from, from.AddDays(3));
            double weekBefore = Mean(account, from.AddDays(-7), from.AddDays(-4));
            Assert.True(during > 1.4 * weekBefore, $"{account}: {during} in the campaign, {weekBefore} a week before");
        }
    }

    [Fact]
    public void Usage_Weekend_IsQuietInOffices()
    {
        DateTimeOffset saturday = new(2026, 10, 10, 0, 0, 0, TimeSpan.Zero);

        Assert.True(Mean("corporate-office-01", saturday, saturday.AddDays(2)) < 0.4 * Mean("corporate-office-01", saturday.AddDays(-3), saturday));
    }

    [Fact]
    public void Usage_LastAccount_FallsSilentBeforeTheEnd() =>
        Assert.InRange(Totals[Sample.Accounts[^1].Id.Value].Keys.Last(), End.AddHours(-7), End.AddHours(-3));

    [Fact]
    public void Accounts_Default_DifferInWhatDecisionsDependOn()
    {
        Assert.Equal(3, Sample.Accounts.Select(account => account.BusinessUnit).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(5, Sample.Accounts.Select(account => account.Priority).Distinct().Count());
        Assert.InRange(Sample.Accounts.Count(account => account.Mode == OperatingMode.Recommend), 3, 8);
        Assert.Contains(Sample.Accounts, account => account.ServiceLevel is null);
        Assert.Contains(Sample.Accounts, account => account.ServiceLevel?.LatencyTargetMs is not null);
        Assert.All(Sample.Accounts, account =>
        {
            ResourceLimits limits = account.LimitsOf(SampleOrganisation.Resource);
            Assert.InRange(limits.Lendable, 0, limits.GuaranteedMinimum);
            Assert.True(limits.Maximum is null || limits.Maximum >= limits.GuaranteedMinimum);
            Assert.True(account.Weight > 0);
        });
    }

    [Fact]
    public void Performance_Default_IsOfPromisedAccountsAndMissesInPeaksAlone()
    {
        Dictionary<string, double?> targets = Sample.Accounts
            .Where(account => account.ServiceLevel?.LatencyTargetMs is not null)
            .ToDictionary(account => account.Id.Value, account => account.ServiceLevel!.LatencyTargetMs, StringComparer.Ordinal);
        AccountPerformance[] rows = [.. Sample.Performance()];

        Assert.Equal(
            Sample.Accounts.Where(account => account.ServiceLevel is not null).Select(account => account.Id).Order(),
            rows.Select(row => row.AccountId).Distinct().Order());
        Assert.DoesNotContain(rows, row => row.Sample is { LatencyMs: null, Throughput: null } or { LatencyMs: < 0 } or { Throughput: < 0 });
        ILookup<string, bool> missed = rows.Where(row => row.Sample.LatencyMs is not null)
            .ToLookup(row => row.AccountId.Value, row => row.Sample.LatencyMs > targets[row.AccountId.Value], StringComparer.Ordinal);

        // Loads of shops are above 1.41 for four hours of a working day and in campaigns.
        Assert.InRange(missed["storefront-web-01"].Average(miss => miss ? 1 : 0), 0.05, 0.4);
    }

    [Fact]
    public void Performance_TwoPasses_AreEqualAndLeaveUsageAlone()
    {
        ResourceUsage[] before = [.. Small(seed: 5).Usage()];
        SampleOrganisation sample = Small(seed: 5);

        Assert.Equal(sample.Performance(), Small(seed: 5).Performance());
        Assert.Equal(before, sample.Usage());
    }

    [Fact]
    public void Usage_Zones_AreSplitDifferently()
    {
        var zones = Sample.Usage().GroupBy(usage => usage.AccountId)
            .Select(account => account.Select(usage => usage.Zone).Distinct(StringComparer.Ordinal).Count());

        Assert.Equal([1, 2, 3], zones.Distinct().Order());
    }

    [Fact]
    public void Signals_Default_AnnounceTheNextCampaign()
    {
        SignalValue begin = Assert.Single(Sample.Signals, signal => signal is { Signal: "campaign", Value: 1 } && signal.Timestamp > End);

        Assert.Equal(End.AddDays(2).AddHours(6), begin.Timestamp);
        Assert.Contains(Sample.Signals, signal => signal is { Signal: "sales-forecast", Scope: "storefront-web-01" } && signal.Timestamp > End);
    }

    private static SampleOrganisation Small(long seed) =>
        SampleOrganisation.Generate(new SampleOptions { Accounts = 10, Weeks = 1, Seed = seed });

    private static Dictionary<string, SortedDictionary<DateTimeOffset, double>> AddZones(SampleOrganisation sample)
    {
        Dictionary<string, SortedDictionary<DateTimeOffset, double>> totals = new(StringComparer.Ordinal);
        foreach (ResourceUsage usage in sample.Usage())
        {
            if (!totals.TryGetValue(usage.AccountId.Value, out SortedDictionary<DateTimeOffset, double>? series))
            {
                totals.Add(usage.AccountId.Value, series = []);
            }

            series[usage.Timestamp] = series.GetValueOrDefault(usage.Timestamp) + usage.AmountUsed;
        }

        return totals;
    }

    private static double Mean(string account, DateTimeOffset from, DateTimeOffset to) =>
        Totals[account].Where(point => point.Key >= from && point.Key < to).Average(point => point.Value);

    private static double Autocorrelation(double[] values, int lag)
    {
        double mean = values.Average();
        double variance = values.Sum(value => (value - mean) * (value - mean));
        return Enumerable.Range(lag, values.Length - lag).Sum(i => (values[i] - mean) * (values[i - lag] - mean)) / variance;
    }
}
