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
    private const byte Version = 1;
    private const double Quantum = 1.0 / (1 << 24);

    // Above any capacity, and low enough that a hundred accounts at the limit still fit in 63 bits.
    private const double LargestAmount = 4e9;

    private readonly long[] means;
    private readonly long[] errors;

    private GroupDemand(HorizonSpec horizon, DateTimeOffset start, int accounts, long[] means, long[] errors)
    {
        Horizon = horizon;
        Start = start;
        AccountCount = accounts;
        this.means = means;
        this.errors = errors;
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
    public static GroupDemand Of(string accountKey, Forecast forecast, ErrorSamples samples)
    {
        ArgumentNullException.ThrowIfNull(accountKey);
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(samples);
        int steps = samples.Horizon.Steps;
        ArgumentOutOfRangeException.ThrowIfNotEqual(forecast.Horizon, steps);
        long[] accountMeans = new long[steps];
        long[] accountErrors = new long[steps * OriginPlan.MaxOrigins];
        AlignedErrors aligned = new(accountKey, forecast, samples);
        for (int step = 0; step < steps; step++)
        {
            accountMeans[step] = ToFixed(forecast.Mean[step]);
            for (int origin = 0; origin < OriginPlan.MaxOrigins; origin++)
            {
                accountErrors[(origin * steps) + step] = ToFixed(aligned.ErrorAt(origin, step));
            }
        }

        return new GroupDemand(samples.Horizon, forecast.Start, 1, accountMeans, accountErrors);
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

        return new GroupDemand(Horizon, Start, AccountCount + other.AccountCount, Sum(means, other.means), Sum(errors, other.errors));
    }

    /// <summary>The consolidated forecast with calibrated quantiles, never below zero.</summary>
    public Forecast ToForecast()
    {
        int steps = Horizon.Steps;
        double[] mean = Array.ConvertAll(means, ToAmount);
        double[] deviation = Deviations();
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
            quantiles[i] = Math.Max(0, mean[step] + errorForecast.ValueAt(step, quantiles[i]));
        }

        return new Forecast(Start, Horizon.Grid, mean, quantiles);
    }

    /// <summary>The highest demand of the group over several steps together.</summary>
    /// <param name="first">First step, 0 or more.</param>
    /// <param name="count">Number of steps, at least 1.</param>
    public PeakDemand Peak(int first, int count)
    {
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

        return PeakDemand.Of(ToForecast(), first, count, paths);
    }

    /// <summary>Compact, versioned binary, about 5 bytes a step and origin.</summary>
    public byte[] Serialize()
    {
        StateWriter writer = new();
        writer.WriteByte(Version);
        Horizon.Write(writer);
        writer.WriteInt64(Start.UtcTicks);
        writer.WriteInt32(AccountCount);
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
        StateVersion.Require(reader.ReadByte(), Version, "group demand");
        HorizonSpec horizon = HorizonSpec.Read(reader);
        DateTimeOffset start = new(reader.ReadInt64(), TimeSpan.Zero);
        int accounts = reader.ReadInt32();
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

        return new GroupDemand(horizon, start, accounts, sumOfMeans, sumOfErrors);
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
