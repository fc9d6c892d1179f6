namespace CapacityFunctions.Cli.Samples;

/// <summary>
/// The demand of one account, step by step:
/// <c>level × shift × (1 + growth × weeks) × profile(time of day) × (1 + campaign) × (1 + slow noise + burst) + hourly job</c>,
/// cut to what ran in an outage, and reported unless telemetry has a gap.
/// </summary>
internal sealed class DemandTrace(SampleAccount account, SampleCalendar calendar, SplitMix64 random, DateTimeOffset start, bool fallsSilent)
{
    private const double StepsPerDay = 288;
    private const double GapsPerDay = 0.08;
    private const double SinglePointLoss = 0.0008;

    /// <summary>Highest demand in levels; keeps a rare pile of bursts inside what any provider could hold.</summary>
    private const double Ceiling = 12;

    private double _shift = 1;
    private double _noise;
    private double _burst;
    private int _gapStepsLeft;

    /// <summary>Demand at the next instant in instances, or null where no observation arrived.</summary>
    /// <remarks>Every step draws its numbers in the same order, so a trace does not depend on how much of it is read.</remarks>
    public double? Next(DateTimeOffset instant)
    {
        DemandShape shape = account.Shape;
        MoveState(shape);
        bool reported = IsReported(instant);

        double demand = _shift * (1 + (shape.GrowthPerWeek * (instant - start).TotalDays / 7)) * Profile(shape, instant) *
            (1 + (calendar.IsCampaign(instant) ? shape.CampaignLift : 0)) * (1 + _noise);
        demand += (_burst * _shift) + HourlyJob(shape, instant);
        demand = Math.Clamp(demand, 0, Ceiling) * account.Level * Availability(instant);
        return reported ? Rounded(demand, shape.ReportsTenths) : null;
    }

    private static double Rounded(double demand, bool tenths) =>
        tenths ? Math.Round(demand * 10, MidpointRounding.AwayFromZero) / 10 : Math.Round(demand, MidpointRounding.AwayFromZero);

    private void MoveState(DemandShape shape)
    {
        double innovation = Math.Sqrt(1 - (shape.Persistence * shape.Persistence)) * shape.Noise;
        _noise = Math.Max(-0.9, (shape.Persistence * _noise) + (innovation * random.NextNormal()));

        double begins = random.NextUnit();
        double size = random.NextPareto(cap: 8);
        _burst *= shape.BurstDecay;
        if (begins < shape.BurstsPerDay / StepsPerDay)
        {
            _burst += shape.BurstHeight * size;
        }

        double shifts = random.NextUnit();
        double factor = random.NextBetween(0.6, 1.5);
        if (shifts < shape.LevelShiftsPerWeek / (7 * StepsPerDay))
        {
            _shift = Math.Clamp(_shift * factor, 0.4, 2.5);
        }
    }

    private bool IsReported(DateTimeOffset instant)
    {
        double begins = random.NextUnit();
        double length = random.NextPareto(cap: 16) * 3;   // fifteen minutes to four hours, mostly short
        double lost = random.NextUnit();
        if (_gapStepsLeft > 0)
        {
            _gapStepsLeft--;
        }
        else if (begins < GapsPerDay / StepsPerDay)
        {
            _gapStepsLeft = (int)length;
        }

        return _gapStepsLeft == 0 && lost >= SinglePointLoss && !calendar.LostTelemetry.Contains(instant) &&
            !(fallsSilent && calendar.Silence.Contains(instant));
    }

    /// <summary>Between two hours the factor moves along a smooth step (3x² − 2x³), so that days have no corners.</summary>
    private double Profile(DemandShape shape, DateTimeOffset instant)
    {
        DateTimeOffset local = instant + account.Phase;
        double[] today = calendar.IsRestDay(local) ? shape.RestDay : shape.WorkingDay;
        double[] next = local.Hour == 23 && calendar.IsRestDay(local.AddHours(1)) ? shape.RestDay : shape.WorkingDay;
        double from = today[local.Hour];
        double to = local.Hour == 23 ? next[0] : today[local.Hour + 1];
        double x = local.Minute / 60.0;
        return from + ((to - from) * x * x * (3 - (2 * x)));
    }

    private double HourlyJob(DemandShape shape, DateTimeOffset instant) =>
        (instant + account.Phase).Minute < 15 ? shape.HourlyJob : 0;

    private double Availability(DateTimeOffset instant)
    {
        if (calendar.Outage.Contains(instant))
        {
            return 0.02;
        }

        // Work that waited is done after the outage: a fifth more at first, nothing after six hours.
        return calendar.Backlog.Contains(instant)
            ? 1 + (0.2 * ((calendar.Backlog.End - instant) / (calendar.Backlog.End - calendar.Backlog.Start)))
            : 1;
    }
}
