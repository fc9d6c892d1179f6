namespace CapacityFunctions.Planning.Simulations.Analysis;

/// <summary>
/// Where the cost of a policy on forecasts comes from. In two ways: by what happened, cost = used × price + unused × price + shortage ×
/// (shortage cost − price); and by cause, cost = used × price + what is lost even one bucket ahead (noise that the forecast can't see) + what
/// the lead time adds. Of either, a constant correction of all reservations could have saved <see cref="CalibrationCost"/>.
/// </summary>
public sealed record CostDecomposition
{
    public required string Policy { get; init; }

    /// <summary>All of it.</summary>
    public required double Cost { get; init; }

    /// <summary>Used × price: what nobody can undercut.</summary>
    public required double ClairvoyantCost { get; init; }

    /// <summary>Reserved and not used × price.</summary>
    public required double UnusedCost { get; init; }

    /// <summary>Used and not reserved × (shortage cost − price).</summary>
    public required double ShortageExtraCost { get; init; }

    /// <summary>The same policy with orders that are in force at once, less the clairvoyant's cost.</summary>
    public required double NoiseCost { get; init; }

    /// <summary>What the provisioning time adds to that.</summary>
    public required double LeadTimeCost { get; init; }

    /// <summary>What the best constant factor on every reservation, known only afterwards and for each account its own, would have saved.</summary>
    public required double CalibrationCost { get; init; }

    /// <summary>How often the quantile should be exceeded: price ÷ (price + shortage cost).</summary>
    public required double NominalExceedance { get; init; }

    /// <summary>How often it was.</summary>
    public required double Exceedance { get; init; }

    /// <summary>(Mean forecast − used) ÷ used, over all buckets: above 0 when forecasts are too high.</summary>
    public required double MeanBias { get; init; }

    /// <param name="setting">The rules.</param>
    /// <param name="forecasts">What the policy saw.</param>
    /// <param name="run">The policy.</param>
    /// <param name="immediate">The same policy where the lead is no step at all.</param>
    public static CostDecomposition Of(SimulationSetting setting, DemandForecasts forecasts, PolicyRun run, PolicyRun immediate)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(immediate);
        double price = (double)setting.PricePerUnitHour;
        ReservationCost total = run.Total;
        double clairvoyant = total.UsedUnitHours * price;
        bool isPooled = run.Policy == SimulationPolicyNames.Pooled;
        return new CostDecomposition
        {
            Policy = run.Policy,
            Cost = total.Cost,
            ClairvoyantCost = clairvoyant,
            UnusedCost = (total.ReservedUnitHours - total.UsedUnitHours + total.ShortageUnitHours) * price,
            ShortageExtraCost = total.ShortageUnitHours * ((double)setting.ShortageCostPerUnitHour - price),
            NoiseCost = immediate.Total.Cost - clairvoyant,
            LeadTimeCost = total.Cost - immediate.Total.Cost,
            CalibrationCost = total.Cost - (isPooled ? BestCost(setting, run.Group) : run.Accounts.Sum(track => BestCost(setting, track))),
            NominalExceedance = 1 - setting.CostOptimalProbability,
            Exceedance = total.Exceedance,
            MeanBias = isPooled ? Bias(setting, [(run.Group, forecasts.Group)]) : Bias(setting, [.. run.Accounts.Zip(forecasts.Accounts)]),
        };
    }

    /// <summary>The lowest cost over factors on everything that was reserved.</summary>
    private static double BestCost(SimulationSetting setting, ReservationTrack track)
    {
        const int steps = 100;
        const double range = 4;
        double best = double.PositiveInfinity;
        for (int i = -steps; i <= steps; i++)
        {
            best = Math.Min(best, track.CostOf(setting, Math.Pow(range, (double)i / steps)).Cost);
        }

        return best;
    }

    private static double Bias(SimulationSetting setting, (ReservationTrack Track, IDemandForecast Forecast)[] series)
    {
        double error = 0;
        double used = 0;
        foreach ((ReservationTrack track, IDemandForecast forecast) in series)
        {
            for (int i = 0; i < track.Length; i++)
            {
                if (track.Known[i])
                {
                    error += forecast.MeanAt(track.First + i - setting.LeadSteps) - track.Used[i];
                    used += track.Used[i];
                }
            }
        }

        return used > 0 ? error / used : 0;
    }
}
