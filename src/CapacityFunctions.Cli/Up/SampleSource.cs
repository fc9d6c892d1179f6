using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Samples;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Cli.Up;

/// <summary>The generated sample organisation, whose observations go on after its history.</summary>
internal sealed record SampleSource : DataSource
{
    /// <summary>For how long it can run on; they are generated as they fall due.</summary>
    private const int WeeksAhead = 52;

    private readonly SampleOrganisation _sample;

    private SampleSource(SampleOrganisation sample) => _sample = sample;

    public override string UsageName => "sample";

    public static SampleSource Create()
    {
        SampleOrganisation sample = SampleOrganisation.Generate(new SampleOptions { ExtraWeeks = WeeksAhead });
        return new SampleSource(sample)
        {
            Identity = $"sample, seed {sample.Options.Seed}, {sample.Options.Accounts} accounts, {sample.Options.Weeks} weeks",
            Prefix = "sample",
            Folder = Path.Combine(".capacity", "sample"),
            Title = $"sample organisation ({SampleOrganisation.Label}, seed {sample.Options.Seed})",
            Accounts = sample.Accounts,
            Signals = sample.Signals,
            Newest = sample.Options.End,
        };
    }

    public override IEnumerable<UsageRow> History() => Rows().TakeWhile(row => row.Timestamp <= Newest);

    public override IEnumerable<UsageRow> After(DateTimeOffset instant) => Rows().SkipWhile(row => row.Timestamp <= instant);

    public override IEnumerable<AccountPerformance> PerformanceAfter(DateTimeOffset instant) =>
        _sample.Performance().SkipWhile(performance => performance.Sample.At <= instant);

    private IEnumerable<UsageRow> Rows()
    {
        long row = 0;
        foreach (ResourceUsage usage in _sample.Usage())
        {
            row++;
            yield return new UsageRow(
                usage.AccountId.Value, usage.ResourceType.Value, usage.Timestamp, usage.AmountUsed, usage.Zone, row);
        }
    }
}
