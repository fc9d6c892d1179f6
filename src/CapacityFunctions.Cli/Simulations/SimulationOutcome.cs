using CapacityFunctions.Planning.Simulations;
using CapacityFunctions.Planning.Simulations.Analysis;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>Everything that a simulation found out.</summary>
internal sealed record SimulationOutcome
{
    public required SimulationSetting Setting { get; init; }

    /// <summary>Those that the scenario asks for, in the order in which they are shown.</summary>
    public required IReadOnlyList<PolicyRun> Runs { get; init; }

    /// <summary>What others are compared with, asked for or not.</summary>
    public required PolicyRun Reactive { get; init; }

    /// <summary>What no policy can undercut, asked for or not.</summary>
    public required PolicyRun Clairvoyant { get; init; }

    public required IReadOnlyList<SweepPoint> Sweep { get; init; }

    public required IReadOnlyList<CostDecomposition> Decomposition { get; init; }

    /// <summary>What a policy with a sweep would reserve at the shortage share of <c>reactive</c>; null where it doesn't reach that.</summary>
    public double? ReservedAtReactiveShortage(string policy) => PolicySweep.ReservedAt(
        Sweep.Where(point => point.Variant.Policy == policy).Select(point => point.Total), Reactive.Total.ShortageShare);

    public SimulationReport ToReport() => new()
    {
        ResourceType = Setting.ResourceType.Value,
        Start = Setting.TimeOf(Setting.First),
        End = Setting.TimeOf(Setting.End),
        GridMinutes = Setting.Grid.TotalMinutes,
        ProvisioningMinutes = Setting.LeadSteps * Setting.Grid.TotalMinutes,
        PricePerUnitHour = Setting.PricePerUnitHour,
        ShortageCostPerUnitHour = Setting.ShortageCostPerUnitHour,
        NominalExceedance = Rounding.Share(1 - Setting.CostOptimalProbability),
        Policies = [.. Runs.Select(run => PolicyReport.Of(run, Clairvoyant.Total.Cost, Reactive.Total.Cost))],
        Series = SeriesOverTime.Of(Setting, Runs),
        Sweep = [.. Sweep.Select(SweepReport.Of)],
        AtReactiveShortage = [.. Sweep.Select(point => point.Variant.Policy).Distinct(StringComparer.Ordinal).Select(AtReactiveShortage)],
        Decomposition = Decomposition,
        Accounts = [.. Setting.Accounts.Select((_, i) => Account(i))],
    };

    private EqualShortageReport AtReactiveShortage(string policy)
    {
        double? reserved = ReservedAtReactiveShortage(policy);
        return new EqualShortageReport(
            policy,
            Rounding.Share(Reactive.Total.ShortageShare),
            reserved is { } hours ? Rounding.Amount(hours) : null,
            reserved is { } amount && Reactive.Total.ReservedUnitHours > 0 ? Rounding.Share(amount / Reactive.Total.ReservedUnitHours) : null);
    }

    private AccountReport Account(int i)
    {
        SimulatedAccount account = Setting.Accounts[i];
        return new AccountReport(
            account.AccountId.Value,
            Setting.TimeOf(account.First),
            Setting.TimeOf(account.End),
            Rounding.Amount(Clairvoyant.AccountCosts[i].UsedUnitHours),
            [
                .. Runs.Where(run => run.Policy != SimulationPolicyNames.Pooled).Select(run => new AccountPolicyReport(
                    run.Policy,
                    Rounding.Amount(run.AccountCosts[i].ReservedUnitHours),
                    Rounding.Amount(run.AccountCosts[i].ShortageUnitHours),
                    Rounding.Amount(run.AccountCosts[i].Cost),
                    Rounding.Share(run.AccountCosts[i].Exceedance))),
            ]);
    }
}
