using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Selection;

namespace CapacityFunctions.Forecasting.Aggregation;

/// <summary>
/// How the group's own past forecasts did, and what follows for the next ones: the same conformal calibration and tracking of coverage that every
/// account's model has. Aligned errors of the accounts know how they went together in the past that each was trained on; when a common cause begins to
/// move them, only the group's own outcomes show it. Immutable.
/// </summary>
public sealed class GroupCalibration
{
    private const byte Version = 1;

    // Outcomes of a group that has grown or shrunk by more say nothing about the forecast.
    private const double MostChange = 0.01;

    private readonly OriginRow[] rows;
    private readonly int[] accounts;
    private readonly CoverageTracker coverage;
    private readonly CoverageReference reference;

    private GroupCalibration(
        HorizonSpec horizon, DateTimeOffset end, OriginRow[] rows, int[] accounts, CoverageTracker coverage, CoverageReference reference)
    {
        Horizon = horizon;
        End = end;
        this.rows = rows;
        this.accounts = accounts;
        this.coverage = coverage;
        this.reference = reference;
    }

    public HorizonSpec Horizon { get; }

    /// <summary>End of the newest step whose outcome was looked at.</summary>
    public DateTimeOffset End { get; }

    /// <summary>Past forecasts that it rests on, at most 40.</summary>
    public int OriginCount => rows.Length;

    /// <summary>Nothing is known yet: forecasts are as their accounts add up.</summary>
    public static GroupCalibration New(HorizonSpec horizon)
    {
        ArgumentNullException.ThrowIfNull(horizon);
        return new GroupCalibration(
            horizon, DateTimeOffset.MinValue, [], [], CoverageTracker.Neutral, CoverageReference.Of(ConformalCalibrator.Scores([], horizon.Steps)));
    }

    /// <summary>Judges past forecasts by what all accounts used together in one step. Steps that were looked at before change nothing.</summary>
    /// <param name="instant">Start of the step.</param>
    /// <param name="total">Usage of all accounts in capacity units; finite.</param>
    /// <param name="accountCount">How many they were.</param>
    public GroupCalibration Observe(DateTimeOffset instant, double total, int accountCount)
    {
        if (instant < End)
        {
            return this;
        }

        List<OriginRow> record = [.. rows.Select(row => row.From(0))];
        for (int newest = record.Count - 1; newest >= 0; newest--)
        {
            long step = (instant - record[newest].Origin).Ticks / Horizon.Grid.Ticks;
            if (step >= Horizon.Steps)
            {
                break;
            }

            if (step >= 0 && Math.Abs(accountCount - accounts[newest]) <= MostChange * accounts[newest])
            {
                record[newest].Observe((int)step, total);
            }
        }

        DateTimeOffset end = instant + Horizon.Grid;
        return new GroupCalibration(
            Horizon, end, [.. ModelUpdate.Settled(record, end, Horizon)], accounts, coverage.After(record, instant, reference, Horizon), reference);
    }

    /// <summary>Keeps a forecast, to be judged by what comes. Only those at the raster of the horizon are kept, each once.</summary>
    /// <exception cref="ArgumentException">It has another horizon.</exception>
    public GroupCalibration Include(GroupDemand demand)
    {
        ThrowIfOther(demand);
        if (!Horizon.IsOrigin(demand.Start) || (rows.Length > 0 && demand.Start <= rows[^1].Origin))
        {
            return this;
        }

        CoverageReference judged = CoverageReference.Of(ConformalCalibrator.Scores(rows, Horizon.Steps));
        int dropped = Math.Max(0, rows.Length + 1 - OriginPlan.MaxOrigins);
        return new GroupCalibration(
            Horizon,
            End,
            [.. rows[dropped..], OriginRow.Open(demand.Start, demand.ToDistribution())],
            [.. accounts[dropped..], demand.AccountCount],
            coverage,
            judged);
    }

    /// <summary>The consolidated forecast with quantiles as earlier ones should have had, never below zero.</summary>
    /// <exception cref="ArgumentException">The demand has another horizon.</exception>
    public Forecast Forecast(GroupDemand demand)
    {
        ThrowIfOther(demand);
        PredictiveDistribution own = demand.ToDistribution();
        double[] quantiles = ConformalCalibrator.Scores(rows, Horizon.Steps);
        coverage.Apply(quantiles);
        for (int i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = Math.Max(0, own.ValueAt(i / QuantileGrid.Count, quantiles[i]));
        }

        return new Forecast(demand.Start, Horizon.Grid, own.Mean.ToArray(), quantiles);
    }

    /// <summary>Compact, versioned binary.</summary>
    public byte[] Serialize()
    {
        StateWriter writer = new();
        writer.WriteByte(Version);
        Horizon.Write(writer);
        writer.WriteInt64(End.UtcTicks);
        coverage.Write(writer);
        reference.Write(writer);
        writer.WriteInt32(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            writer.WriteInt32(accounts[i]);
            rows[i].Write(writer);
        }

        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">The state is damaged or from a newer version.</exception>
    public static GroupCalibration Deserialize(ReadOnlyMemory<byte> state)
    {
        StateReader reader = new(state);
        StateVersion.Require(reader.ReadByte(), Version, "group calibration");
        HorizonSpec horizon = HorizonSpec.Read(reader);
        DateTimeOffset end = new(reader.ReadInt64(), TimeSpan.Zero);
        CoverageTracker tracked = CoverageTracker.Read(reader);
        CoverageReference judged = CoverageReference.Read(reader, horizon.Steps);
        int count = reader.ReadInt32();
        if (count is < 0 or > OriginPlan.MaxOrigins)
        {
            throw new InvalidDataException($"Group calibration is damaged: {count} past forecasts.");
        }

        OriginRow[] past = new OriginRow[count];
        int[] counts = new int[count];
        for (int i = 0; i < count; i++)
        {
            counts[i] = reader.ReadInt32();
            past[i] = OriginRow.Read(reader);
        }

        return new GroupCalibration(horizon, end, past, counts, tracked, judged);
    }

    private void ThrowIfOther(GroupDemand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        if (demand.Horizon != Horizon)
        {
            throw new ArgumentException($"Demand over {demand.Horizon} can't be calibrated by forecasts over {Horizon}.", nameof(demand));
        }
    }
}
