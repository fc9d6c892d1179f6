using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>One policy in the report.</summary>
internal sealed record PolicyReport
{
    public required string Policy { get; init; }

    public required double ReservedUnitHours { get; init; }

    public required double UsedUnitHours { get; init; }

    public required double ShortageUnitHours { get; init; }

    /// <summary>Shortage ÷ used.</summary>
    public required double ShortageShare { get; init; }

    public required double Cost { get; init; }

    public required int Increases { get; init; }

    public required int Decreases { get; init; }

    /// <summary>Cost ÷ the least that is possible; null where nothing was used.</summary>
    public required double? CostVsClairvoyant { get; init; }

    /// <summary>Cost ÷ cost of <c>reactive</c>; null where that is nothing.</summary>
    public required double? CostVsReactive { get; init; }

    /// <summary>Share of buckets in which more was used than reserved.</summary>
    public required double Exceedance { get; init; }

    public static PolicyReport Of(PolicyRun run, double clairvoyantCost, double reactiveCost) => new()
    {
        Policy = run.Policy,
        ReservedUnitHours = Rounding.Amount(run.Total.ReservedUnitHours),
        UsedUnitHours = Rounding.Amount(run.Total.UsedUnitHours),
        ShortageUnitHours = Rounding.Amount(run.Total.ShortageUnitHours),
        ShortageShare = Rounding.Share(run.Total.ShortageShare),
        Cost = Rounding.Amount(run.Total.Cost),
        Increases = run.Total.Increases,
        Decreases = run.Total.Decreases,
        CostVsClairvoyant = Ratio(run.Total.Cost, clairvoyantCost),
        CostVsReactive = Ratio(run.Total.Cost, reactiveCost),
        Exceedance = Rounding.Share(run.Total.Exceedance),
    };

    private static double? Ratio(double cost, double of) => of > 0 ? Rounding.Share(cost / of) : null;
}
