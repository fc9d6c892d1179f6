using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Forecasts;

/// <summary>What is known of a series beside its usage.</summary>
/// <param name="Series">The series.</param>
/// <param name="Account">Its account; null when there is none any more.</param>
/// <param name="Inputs">External inputs, in UTC.</param>
public sealed record SeriesFacts(SeriesKey Series, LinkedAccount? Account, ExternalInputs Inputs)
{
    /// <summary>
    /// An account's zone counts from its next training on. A zone that this machine doesn't know, though the one that took the account did, is UTC.
    /// </summary>
    public TimeZoneInfo Zone =>
        Account?.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The series as learned models know it: the same name and words in a panel, in training and in every forecast.</summary>
    /// <param name="horizon">What is forecast.</param>
    /// <param name="end">Exclusive end of the history in UTC, where inputs are judged.</param>
    public LearnedSeries Learned(HorizonSpec horizon, DateTimeOffset end)
    {
        ArgumentNullException.ThrowIfNull(horizon);
        ExternalInputs judged = Inputs.JudgedAt(end, end + (horizon.Grid * horizon.Steps));
        return new LearnedSeries(SeriesSample.NameOf(Series), [.. Traits()], WallClock.Of(judged, Zone, horizon.Grid));
    }

    private IEnumerable<string> Traits()
    {
        yield return $"resource-type={Series.ResourceType.Value}";
        if (Account is null)
        {
            yield break;
        }

        yield return $"priority={Account.Priority}";
        yield return $"time-zone={Zone.Id}";
        if (Account.BusinessUnit is { } unit)
        {
            yield return $"business-unit={unit}";
        }
    }
}
