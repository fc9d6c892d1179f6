using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Predictions;

/// <summary>Which forecast steps a decision has to cover.</summary>
public static class DecisionWindow
{
    /// <summary>
    /// The steps that touch [now + provisioning, now + provisioning + cover]: of the hour's prediction as far as it reaches, then of the day's,
    /// then of the week's. A window that begins beyond all of them is the last step of the week.
    /// </summary>
    /// <remarks>
    /// Usage arrives late, so the hour's prediction begins before now and ends before now + 1 hour. What it lacks by that alone its last step stands for:
    /// otherwise a minute's delay would bring in a whole hour of the day's prediction, which is wider and knows less of the present, and
    /// the reservation would jump.
    /// <code>
    /// hour's prediction 01:55 to 02:55, now 02:00, window 02:10 to 03:00 → steps 3 to 11 (02:10 to 02:55)
    ///                                              window 02:10 to 03:01 → these, and the day's step from 03:00 on
    /// </code>
    /// </remarks>
    /// <param name="leadTime">The window; null: the whole prediction of the hour.</param>
    /// <param name="now">When the decision is made; UTC.</param>
    /// <param name="firstTimestampOf">When a prediction's first step begins; UTC.</param>
    /// <returns>At least one range, at most one a horizon.</returns>
    public static IReadOnlyList<StepRange> StepsOf(
        LeadTimeParameters? leadTime, DateTimeOffset now, Func<ForecastHorizon, DateTimeOffset> firstTimestampOf)
    {
        ArgumentNullException.ThrowIfNull(firstTimestampOf);
        if (leadTime is null)
        {
            return [new StepRange(ForecastHorizon.Hour, 0, ForecastHorizons.StepsOf(ForecastHorizon.Hour))];
        }

        DateTimeOffset from = now.AddMinutes(leadTime.ProvisioningMinutes);
        DateTimeOffset until = from.AddMinutes(leadTime.CoverMinutes);
        List<StepRange> ranges = [];
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            TimeSpan step = ForecastHorizons.StepOf(horizon);
            int steps = ForecastHorizons.StepsOf(horizon);
            DateTimeOffset start = firstTimestampOf(horizon);
            long first = Math.Max(0, (from - start).Ticks / step.Ticks);

            // A window that ends where a step begins does not touch it, unless it has no length at all.
            long last = Math.Min(steps - 1, Math.Max(first, ((until - start).Ticks - 1) / step.Ticks));
            if (first <= last)
            {
                ranges.Add(new StepRange(horizon, (int)first, (int)(last - first + 1)));
                from = start + (step * steps);
                if (from + Delay(horizon, start, now) >= until)
                {
                    return ranges;
                }
            }
        }

        return ranges.Count > 0
            ? ranges
            : [new StepRange(ForecastHorizon.Week, ForecastHorizons.StepsOf(ForecastHorizon.Week) - 1, 1)];
    }

    /// <summary>How far behind now the hour's prediction begins.</summary>
    private static TimeSpan Delay(ForecastHorizon horizon, DateTimeOffset start, DateTimeOffset now) =>
        horizon == ForecastHorizon.Hour && start < now ? now - start : TimeSpan.Zero;
}
