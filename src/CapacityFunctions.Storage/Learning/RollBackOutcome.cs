namespace CapacityFunctions.Storage.Learning;

/// <summary>What became of an attempt to go back to the version before.</summary>
public abstract record RollBackOutcome
{
    private RollBackOutcome()
    {
    }

    /// <summary>The one before is in use again.</summary>
    /// <param name="Champion">In use now.</param>
    /// <param name="RolledBack">In use until now.</param>
    public sealed record Done(LearnedVersion Champion, LearnedVersion RolledBack) : RollBackOutcome;

    /// <summary>Nothing is in use.</summary>
    public sealed record NoChampion : RollBackOutcome;

    /// <summary>There is none before the one in use; nothing changed.</summary>
    public sealed record NothingBefore(LearnedVersion Champion) : RollBackOutcome;
}
