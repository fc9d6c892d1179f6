using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Decisions;

/// <summary>
/// The one quantile that a decision needs, kept right while the loop runs. A model is chosen and calibrated for all quantiles over its whole
/// horizon, on some forty past forecasts; a decision asks for a single quantile of a single step, and sees every cycle how the last ones came
/// out. Three opinions are mixed by how well each did at just this: the model's own quantile; the model's quantile at a probability that is
/// moved up after each excess and down otherwise, so that excesses come as often as they should (adaptive conformal inference, Gibbs &amp;
/// Candès 2021); the model's quantile with what its latest errors and the latest usage say about the next error. Learns from nothing but the
/// past of this series; a new one answers with the model's quantile. Not for concurrent use.
/// </summary>
public sealed class LiveQuantile
{
    private const byte Version = 1;
    private const int Model = 0;
    private const int Tracked = 1;
    private const int Regressed = 2;
    private const int Experts = 3;

    // Of the log odds, for each outcome.
    private const double TrackingGain = 0.3;

    // Probabilities from 0.0001 to 0.9999.
    private const double LargestLogOdds = 9;

    private readonly double probability;
    private readonly RecursiveQuantileRegression regression;
    private readonly ExpertMixture mixture;
    private readonly Queue<OpenDecision> open = new();
    private RecentUsage recent = new();
    private DateTimeOffset newest = DateTimeOffset.MinValue;
    private double logOdds;

    /// <param name="probability">Of the quantile, inside (0, 1).</param>
    public LiveQuantile(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        this.probability = probability;
        logOdds = Math.Clamp(Math.Log(probability / (1 - probability)), -LargestLogOdds, LargestLogOdds);
        regression = new RecursiveQuantileRegression(probability, RecentUsage.FeatureCount);
        mixture = new ExpertMixture(probability, Experts);
    }

    /// <summary>Of the quantile.</summary>
    public double Probability => probability;

    /// <summary>Takes in what was used, bucket by bucket in the order of time; buckets without usage are left out, those it has seen change nothing.</summary>
    /// <param name="bucket">Start of the bucket.</param>
    /// <param name="usage">Units; finite.</param>
    public void Observe(DateTimeOffset bucket, double usage)
    {
        if (!double.IsFinite(usage))
        {
            throw new ArgumentOutOfRangeException(nameof(usage), usage, "Usage must be finite.");
        }

        if (bucket <= newest)
        {
            return;
        }

        newest = bucket;
        recent.AddUsage(usage);
        while (open.TryPeek(out OpenDecision? decision) && decision.Bucket <= bucket)
        {
            open.Dequeue();
            if (decision.Bucket == bucket)
            {
                Learn(decision, usage);
            }
        }
    }

    /// <summary>The quantile for one step of a forecast, which is remembered until its outcome is observed. Asked again for the same step, it answers alike.</summary>
    /// <param name="forecast">Made from what was observed so far; decisions come in the order of the time that they are for.</param>
    /// <param name="step">The step that the decision is for; 0 is the first.</param>
    /// <returns>Units; 0 or more.</returns>
    public double Decide(Forecast forecast, int step)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, forecast.Horizon);
        if (open.LastOrDefault() is { } asked && asked.Bucket == forecast.TimestampAt(step))
        {
            return mixture.Mix(asked.Opinions);
        }

        double mean = forecast.Mean[step];
        double quantile = forecast.QuantileAt(step, probability);
        double[] features = new double[RecentUsage.FeatureCount];
        recent.Describe(mean, quantile, features);
        double[] opinions = new double[Experts];
        opinions[Model] = Math.Max(0, quantile);
        opinions[Tracked] = Math.Max(0, forecast.QuantileAt(step, 1 / (1 + Math.Exp(-logOdds))));
        opinions[Regressed] = Math.Max(0, quantile + regression.Predict(features));
        open.Enqueue(new OpenDecision(forecast.TimestampAt(step), mean, features, opinions));
        return mixture.Mix(opinions);
    }

    /// <summary>Compact, versioned binary, about 2 KB; <see cref="Deserialize"/> restores it.</summary>
    public byte[] Serialize()
    {
        StateWriter writer = new();
        writer.WriteByte(Version);
        writer.WriteDouble(probability);
        writer.WriteDouble(logOdds);
        writer.WriteInt64(newest.UtcTicks);
        recent.Write(writer);
        regression.Write(writer);
        mixture.Write(writer);
        writer.WriteInt32(open.Count);
        foreach (OpenDecision decision in open)
        {
            decision.Write(writer);
        }

        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">The state is damaged or from a newer version.</exception>
    public static LiveQuantile Deserialize(ReadOnlyMemory<byte> state)
    {
        StateReader reader = new(state);
        StateVersion.Require(reader.ReadByte(), Version, "live quantile");
        (double ofQuantile, double tracked) = (reader.ReadDouble(), reader.ReadDouble());
        if (!(ofQuantile > 0 && ofQuantile < 1 && Math.Abs(tracked) <= LargestLogOdds))
        {
            throw new InvalidDataException($"State of a live quantile is damaged: probability {ofQuantile}, log odds {tracked}.");
        }

        LiveQuantile quantile = new(ofQuantile) { logOdds = tracked, newest = reader.ReadInstant(), recent = RecentUsage.Read(reader) };
        quantile.regression.Read(reader);
        quantile.mixture.Read(reader);
        int count = reader.ReadLength(sizeof(double));
        for (int i = 0; i < count; i++)
        {
            quantile.open.Enqueue(OpenDecision.Read(reader, RecentUsage.FeatureCount, Experts));
        }

        return quantile;
    }

    private void Learn(OpenDecision decision, double usage)
    {
        recent.AddError(usage - decision.Mean);
        double missed = usage > decision.Opinions[Tracked] ? 1 : 0;
        logOdds = Math.Clamp(logOdds + (TrackingGain * (missed - (1 - probability))), -LargestLogOdds, LargestLogOdds);
        mixture.Learn(decision.Opinions, usage);
        if (recent.TypicalError > 0)
        {
            // The quantile was the model's own; what is learned is how far off it was.
            regression.Learn(decision.Features, usage - decision.Opinions[Model], recent.TypicalError);
        }
    }
}
