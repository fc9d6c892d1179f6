namespace CapacityFunctions.Forecasting.Learning;

/// <summary>A training under way. Not for concurrent use.</summary>
public interface ILearning
{
    bool IsComplete { get; }

    /// <summary>Share of the work that is done, 0 to 1; early stopping may end the work sooner than it says.</summary>
    double Progress { get; }

    /// <summary>Does the next piece of work: a few seconds on an ordinary core. The caller looks at the clock between pieces, the training never does.</summary>
    /// <exception cref="InvalidOperationException">The training is complete.</exception>
    void Advance();

    /// <summary>The training as it stands, to go on later in another process.</summary>
    byte[] Checkpoint();

    /// <summary>What was learned.</summary>
    /// <exception cref="InvalidOperationException">The training isn't complete.</exception>
    ILearnedModel Complete();
}
