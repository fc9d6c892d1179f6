namespace CapacityFunctions.Forecasting.Networks;

/// <summary>Sizes of a <see cref="SequenceNetwork"/>.</summary>
internal sealed record NetworkShape
{
    /// <summary>Inputs of the encoder at each step of the window, at least 1.</summary>
    public required int EncoderInputs { get; init; }

    /// <summary>Units of each LSTM layer, at least 1; multiples of 16 are fastest.</summary>
    public required int Units { get; init; }

    /// <summary>LSTM layers, 1 to 3.</summary>
    public required int Layers { get; init; }

    /// <summary>Steps of the window, at least 1.</summary>
    public required int WindowSteps { get; init; }

    /// <summary>Steps of the horizon, at least 1.</summary>
    public required int HorizonSteps { get; init; }

    /// <summary>What the decoder is told of each step of the horizon, at least 1.</summary>
    public required int DecoderInputs { get; init; }

    /// <summary>Units of both hidden layers of the decoder, at least 1.</summary>
    public required int DecoderUnits { get; init; }

    /// <summary>Probabilities of the quantiles, ascending inside (0, 1), with 0.5 among them.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>Trait words, 0 for none.</summary>
    public int TraitWords { get; init; }

    /// <summary>Numbers that stand for a word; 0 when there are no words.</summary>
    public int TraitUnits { get; init; }

    /// <summary>Share of activations that a training step leaves out, 0 up to but without 1.</summary>
    public float DropoutRate { get; init; }

    public int Quantiles => Probabilities.Count;

    /// <exception cref="ArgumentOutOfRangeException">A size is outside its range.</exception>
    /// <exception cref="ArgumentException">The probabilities aren't as they should be.</exception>
    public void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(EncoderInputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Units, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Layers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Layers, 3);
        ArgumentOutOfRangeException.ThrowIfLessThan(WindowSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(HorizonSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(DecoderInputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(DecoderUnits, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(TraitWords);
        ArgumentOutOfRangeException.ThrowIfNegative(TraitUnits);
        if (DropoutRate is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(DropoutRate), DropoutRate, "A rate is at least 0 and below 1.");
        }

        double below = 0;
        foreach (double probability in Probabilities)
        {
            if (!(probability > below && probability < 1))
            {
                throw new ArgumentException("Probabilities ascend inside (0, 1).", nameof(Probabilities));
            }

            below = probability;
        }

        if (!Probabilities.Contains(0.5))
        {
            throw new ArgumentException("The median is among the probabilities.", nameof(Probabilities));
        }
    }
}
