namespace CapacityFunctions.Planning.Accuracy;

/// <summary>How predictions did over some days.</summary>
public sealed record AccuracyFigures
{
    /// <summary>Steps of past predictions whose usage is known.</summary>
    public required int Outcomes { get; init; }

    /// <summary>From when on they were judged; UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Absolute errors ÷ those of seasonal naive at the same origins; below 1 is better. Null where seasonal naive never erred, or had nothing to repeat.</summary>
    public double? Mase { get; init; }

    /// <summary>Absolute errors ÷ usage. Null without usage.</summary>
    public double? ScaledError { get; init; }

    /// <summary>Share of outcomes inside the 90 % interval, 0 to 1. Null without outcomes.</summary>
    public double? Coverage90 { get; init; }

    /// <summary>Mean signed error ÷ mean usage: above 0 when too much was predicted. Null without usage.</summary>
    public double? Bias { get; init; }

    public static AccuracyFigures Of(OutcomeSums sums, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(sums);
        return new AccuracyFigures
        {
            Outcomes = sums.Outcomes,
            Since = since,
            Mase = sums.NaiveError > 0 ? sums.ComparedError / sums.NaiveError : null,
            ScaledError = sums.Usage > 0 ? sums.AbsoluteError / sums.Usage : null,
            Coverage90 = sums.Outcomes > 0 ? (double)sums.Covered / sums.Outcomes : null,
            Bias = sums.Usage > 0 ? sums.SignedError / sums.Usage : null,
        };
    }
}
