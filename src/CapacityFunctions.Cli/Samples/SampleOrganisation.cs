using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Cli.Samples;

/// <summary>
/// An invented organisation with usage like that of real clouds, for trying the system and for loading it. No figure in it was
/// measured anywhere; whatever shows it says so.
/// </summary>
internal sealed class SampleOrganisation
{
    /// <summary>The words that go with the sample wherever it shows.</summary>
    public const string Label = "generated sample data";

    private readonly IReadOnlyList<SampleAccount> _accounts;
    private readonly SampleCalendar _calendar;

    private SampleOrganisation(SampleOptions options, IReadOnlyList<SampleAccount> accounts)
    {
        Options = options;
        _accounts = accounts;
        _calendar = new SampleCalendar(options.End);
        Accounts = [.. accounts.Select(account => account.Describe(Resource))];
        Signals = [.. SampleSignals.Of(options, _calendar, accounts)];
    }

    /// <summary>The one resource type of the sample, in instances.</summary>
    public static ResourceType Resource { get; } = new("Standard_D4s_v5");

    public SampleOptions Options { get; }

    public IReadOnlyList<LinkedAccount> Accounts { get; }

    public IReadOnlyList<SignalValue> Signals { get; }

    /// <summary>The instant of the first observation: one step after the weeks of history began.</summary>
    public DateTimeOffset First => Options.End.AddDays(-7 * Options.Weeks) + SampleCalendar.Step;

    /// <summary>The instant of the last observation, extra weeks included.</summary>
    public DateTimeOffset Last => Options.End.AddDays(7 * Options.ExtraWeeks);

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static SampleOrganisation Generate(SampleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        return new SampleOrganisation(options, [.. Enumerable.Range(0, options.Accounts)
            .Select(number => SampleAccount.Create(number, SplitMix64.ForPart(options.Seed, 2 * number)))]);
    }

    /// <summary>All observations in the order of time, then of accounts, then of zones; each pass gives the same ones.</summary>
    public IEnumerable<ResourceUsage> Usage()
    {
        DemandTrace[] traces = [.. _accounts.Select(TraceOf)];
        long[] parts = new long[ZoneSplit.Zones.Count];
        for (DateTimeOffset instant = First; instant <= Last; instant += SampleCalendar.Step)
        {
            for (int i = 0; i < traces.Length; i++)
            {
                if (traces[i].Next(instant) is not { } demand)
                {
                    continue;
                }

                SampleAccount account = _accounts[i];
                double unit = account.Shape.ReportsTenths ? 10 : 1;
                ZoneSplit.Divide((long)Math.Round(demand * unit), account.ZoneShares, parts);
                for (int zone = 0; zone < parts.Length; zone++)
                {
                    if (account.ZoneShares[zone] > 0)
                    {
                        yield return new ResourceUsage(account.Id, Resource, instant, parts[zone] / unit, ZoneSplit.Zones[zone]);
                    }
                }
            }
        }
    }

    /// <summary>Latency and throughput of the accounts to which something is promised, in the order of time, then of accounts; each pass gives the same ones.</summary>
    public IEnumerable<AccountPerformance> Performance()
    {
        SamplePerformance[] measured =
        [
            .. _accounts
                .Where(account => account.Shape.LatencyTargetMs is not null || account.Shape.ThroughputTarget is not null)
                .Select(account => new SamplePerformance(
                    account,
                    TraceOf(account),
                    SplitMix64.ForPart(Options.Seed, SamplePerformance.PartOf(account.Number)),
                    Options.End.AddDays(-7 * Options.Weeks))),
        ];
        for (DateTimeOffset instant = First; instant <= Last; instant += SampleCalendar.Step)
        {
            foreach (SamplePerformance account in measured)
            {
                if (account.Next(instant) is { } performance)
                {
                    yield return performance;
                }
            }
        }
    }

    /// <summary>From ten accounts on, the last one falls silent shortly before the end.</summary>
    private DemandTrace TraceOf(SampleAccount account) => new(
        account,
        _calendar,
        SplitMix64.ForPart(Options.Seed, (2 * account.Number) + 1),
        Options.End.AddDays(-7 * Options.Weeks),
        fallsSilent: _accounts.Count >= DemandShapes.All.Count && account.Number == _accounts.Count - 1);
}
