using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Selection;

namespace CapacityFunctions.Forecasting.Aggregation;

/// <summary>
/// Demand of several accounts together: the sum of their means, and for each past origin the sum of their errors there. Errors that go
/// together (a holiday, a common release) so widen the group's interval and errors that cancel narrow it, without a model of correlation.
/// </summary>
/// <remarks>
/// Sums are kept as integers in units of 2⁻²⁴, so that adding is exactly associative and commutative: shards may be formed and added in any
/// order. Adding quantiles of accounts instead would assume that all peaks coincide, adding variances that none do.
/// </remarks>
public sealed class GroupDemand
{
    // 1 knew nothing of the last step.
    private const byte Version = 2;

    // With fewer of the accounts seen in the last step, what they used says too little about all.
    private const double LeastObserved = 0.9;
    private const double Quantum = 1.0 / (1 << 24);

    // Above any capacity, and low enough that a hundred accounts at the limit still fit in 63 bits.
    private const double LargestAmount = 4e9;

    private readonly long[] means;
    private readonly long[] errors;

    private readonly long lastStep;
    private readonly int observed;

    private GroupDemand(HorizonSpec horizon, DateTimeOffset start, int accounts, long[] means, long[] errors, long lastStep, int observed)
    {
        Horizon = horizon;
        Start = start;
        AccountCount = accounts;
        this.means = means;
        this.errors = errors;
        this.lastStep = lastStep;
        this.observed = observed;
    }

    public HorizonSpec Horizon { get; }

    /// <summary>Start of the first forecast step.</summary>
    public DateTimeOffset Start { get; }

    public int AccountCount { get; }

    /// <summary>One account's part.</summary>
    /// <param name="accountKey">
    /// Identifies the account; where past errors are unknown, it decides, always alike, which of the known ones stand in.
    /// </param>
    /// <param name="model">Advanced to the common time of the group.</param>
    public static GroupDemand Of(string accountKey, TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(accountKey, model.Forecast(), model.Errors);
    }

    /// <inheritdoc cref="Of(string, TrainedModel)"/>
    /// <param name="accountKey">Identifies the account.</param>
    /// <param name="forecast">The account's forecast over the horizon of <paramref name="samples"/>.</param>
    /// <param name="samples">The account's past errors.</param>
    /// <param name="lastStep">What it used in the step before <see cref="Start"/>, in capacity units; null where that is not known.</param>
    public static GroupDemand Of(string accountKey, Forecast forecast, ErrorSamples samples, double? lastStep = null)
    {
        ArgumentNullException.ThrowIfNull(accountKey);
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(samples);
        int steps = samples.Horizon.Steps;
        ArgumentOutOfRangeException.ThrowIfNotEqual(forecast.Horizon, steps);
        long[] accountMeans = new long[steps];
        long[] accountErrors = new long[steps * OriginPlan.MaxOrigins];
        AlignedErrors aligned = new(accountKey, forecast, samples);
        Span<double> stepErrors = stackalloc double[OriginPlan.MaxOrigins];
        for (int step = 0; step < steps; step++)
        {
            accountMeans[step] = ToFixed(forecast.Mean[step]);
            aligned.Fill(step, stepErrors);
            for (int origin = 0; origin < stepErrors.Length; origin++)
            {
                accountErrors[(origin * steps) + step] = ToFixed(stepErrors[origin]);
            }
        }

        return new GroupDemand(
            samples.Horizon, forecast.Start, 1, accountMeans, accountErrors, ToFixed(lastStep ?? forecast.Mean[0]), lastStep is null ? 0 : 1);
    }

    /// <summary>Expected demand of one step in capacity units.</summary>
    public double MeanAt(int step) => ToAmount(means[step]);

    /// <summary>
    /// What all accounts used together in the step before <see cref="Start"/>; an account that did not report counts with what it is expected to need
    /// next. False where a tenth of them or more did not.
    /// </summary>
    public bool TryGetLastStep(out double total)
    {
        total = ToAmount(lastStep);
        return observed >= LeastObserved * AccountCount;
    }

    /// <summary>Both groups together.</summary>
    /// <exception cref="ArgumentException">They begin at different times or have different horizons.</exception>
    public GroupDemand Add(GroupDemand other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Start != Start || other.Horizon != Horizon)
        {
            throw new ArgumentException($"Demand from {other.Start:O} over {other.Horizon} can't be added to demand from {Start:O} over {Horizon}.", nameof(other));
        }

        return new GroupDemand(
            Horizon,
            Start,
            AccountCount + other.AccountCount,
            Sum(means, other.means),
            Sum(errors, other.errors),
            checked(lastStep + other.lastStep),
            observed + other.observed);
    }

    /// <summary>The consolidated forecast with calibrated quantiles, never below zero.</summary>
    public Forecast ToForecast() => new(Start, Horizon.Grid, Array.ConvertAll(means, ToAmount), Quantiles(Deviations()));

    /// <summary>The same as a distribution that outcomes can be judged by.</summary>
    internal PredictiveDistribution ToDistribution()
    {
        double[] deviation = Deviations();
        return PredictiveDistribution.OfQuantiles(Array.ConvertAll(means, ToAmount), Quantiles(deviation), deviation.Average());
    }

    private double[] Quantiles(double[] deviation)
    {
        int steps = Horizon.Steps;
        PredictiveDistribution errorForecast = PredictiveDistribution.Normal(new double[steps], deviation, deviation.Average());
        OriginRow[] rows = new OriginRow[OriginPlan.MaxOrigins];
        for (int origin = 0; origin < rows.Length; origin++)
        {
            rows[origin] = OriginRow.Open(Start, errorForecast);
            for (int step = 0; step < steps; step++)
            {
                rows[origin].Observe(step, ToAmount(errors[(origin * steps) + step]));
            }
        }

        double[] quantiles = ConformalCalibrator.Scores(rows, steps);
        for (int i = 0; i < quantiles.Length; i++)
        {
            int step = i / QuantileGrid.Count;
            quantiles[i] = Math.Max(0, ToAmount(means[step]) + errorForecast.ValueAt(step, quantiles[i]));
        }

        return quantiles;
    }

    /// <summary>The highest demand of the group over several steps together.</summary>
    /// <param name="forecast">The calibrated forecast of this demand: of <see cref="GroupCalibration"/>, or <see cref="ToForecast"/>.</param>
    /// <param name="first">First step, 0 or more.</param>
    /// <param name="count">Number of steps, at least 1.</param>
    public PeakDemand Peak(Forecast forecast, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, Horizon.Steps, nameof(count));
        double[][] paths = new double[OriginPlan.MaxOrigins][];
        for (int origin = 0; origin < paths.Length; origin++)
        {
            paths[origin] = new double[count];
            for (int step = 0; step < count; step++)
            {
                paths[origin][step] = ToAmount(errors[(origin * Horizon.Steps) + first + step]);
            }
        }

        return PeakDemand.Of(forecast, first, count, paths);
    }

    /// <summary>Compact, versioned binary, about 5 bytes a step and origin.</summary>
    public byte[] Serialize()
    {
        StateWriter writer = new();
        writer.WriteByte(Version);
        Horizon.Write(writer);
        writer.WriteInt64(Start.UtcTicks);
        writer.WriteInt32(AccountCount);
        writer.WriteInt64(lastStep);
        writer.WriteInt32(observed);
        foreach (long value in means.Concat(errors))
        {
            writer.WriteVariableInt64(value);
        }

        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">The state is damaged or from a newer version.</exception>
    public static GroupDemand Deserialize(ReadOnlyMemory<byte> state)
    {
        StateReader reader = new(state);
        byte version = reader.ReadByte();
        StateVersion.Require(version, Version, "group demand");
        HorizonSpec horizon = HorizonSpec.Read(reader);
        DateTimeOffset start = new(reader.ReadInt64(), TimeSpan.Zero);
        int accounts = reader.ReadInt32();
        bool knowsLastStep = version > 1;
        long usedLast = knowsLastStep ? reader.ReadInt64() : 0;
        int seen = knowsLastStep ? reader.ReadInt32() : 0;
        if (horizon.Steps < 1 || horizon.Steps > state.Length)
        {
            throw new InvalidDataException($"Group demand is damaged: {horizon.Steps} steps in {state.Length} bytes.");
        }

        long[] sumOfMeans = new long[horizon.Steps];
        long[] sumOfErrors = new long[horizon.Steps * OriginPlan.MaxOrigins];
        foreach (long[] target in (long[][])[sumOfMeans, sumOfErrors])
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = reader.ReadVariableInt64();
            }
        }

        return new GroupDemand(horizon, start, accounts, sumOfMeans, sumOfErrors, usedLast, seen);
    }

    /// <summary>Root mean square of the summed errors at each step.</summary>
    private double[] Deviations()
    {
        double[] deviations = new double[Horizon.Steps];
        for (int i = 0; i < errors.Length; i++)
        {
            double error = ToAmount(errors[i]);
            deviations[i % deviations.Length] += error * error / OriginPlan.MaxOrigins;
        }

        return Array.ConvertAll(deviations, static square => Math.Max(Math.Sqrt(square), 1e-9));
    }

    private static long ToFixed(double amount) =>
        (long)Math.Round(Math.Clamp(amount, -LargestAmount, LargestAmount) / Quantum);

    private static double ToAmount(long value) => value * Quantum;

    private static long[] Sum(long[] left, long[] right)
    {
        long[] sum = new long[left.Length];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = checked(left[i] + right[i]);
        }

        return sum;
    }
}
