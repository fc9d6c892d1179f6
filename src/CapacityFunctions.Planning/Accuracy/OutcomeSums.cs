namespace CapacityFunctions.Planning.Accuracy;

/// <summary>
/// What predictions and outcomes add up to: sums only, so that any days can be put together. An outcome is one step of one prediction.
/// Errors and usage in resource units.
/// </summary>
public sealed record OutcomeSums
{
    public static OutcomeSums None { get; } = new();

    /// <summary>Steps whose usage is known.</summary>
    public int Outcomes { get; init; }

    /// <summary>Of these, how many lay inside the 90 % interval, its bounds included.</summary>
    public int Covered { get; init; }

    /// <summary>Sum of |mean − usage|.</summary>
    public double AbsoluteError { get; init; }

    /// <summary>Sum of mean − usage: above zero when too much was predicted.</summary>
    public double SignedError { get; init; }

    /// <summary>Sum of usage.</summary>
    public double Usage { get; init; }

    /// <summary>Outcomes for which seasonal naive had a value, too.</summary>
    public int Compared { get; init; }

    /// <summary>Sum of |mean − usage| over the compared ones.</summary>
    public double ComparedError { get; init; }

    /// <summary>Sum of |seasonal naive − usage| over the compared ones.</summary>
    public double NaiveError { get; init; }

    public OutcomeSums Add(OutcomeSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new OutcomeSums
        {
            Outcomes = Outcomes + other.Outcomes,
            Covered = Covered + other.Covered,
            AbsoluteError = AbsoluteError + other.AbsoluteError,
            SignedError = SignedError + other.SignedError,
            Usage = Usage + other.Usage,
            Compared = Compared + other.Compared,
            ComparedError = ComparedError + other.ComparedError,
            NaiveError = NaiveError + other.NaiveError,
        };
    }
}
