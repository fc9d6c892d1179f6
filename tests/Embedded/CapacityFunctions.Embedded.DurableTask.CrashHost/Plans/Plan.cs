namespace CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;

/// <summary>A generated orchestration: rounds with a ContinueAsNew between any two.</summary>
internal sealed record Plan(IReadOnlyList<Step> Rounds)
{
    /// <summary>How often each activity runs when nothing goes wrong, by id.</summary>
    public IEnumerable<(int Id, int Runs)> Activities => Rounds.SelectMany(round => round.Activities);

    /// <summary>The plan of a seed: the same at each call, in each process.</summary>
    public static Plan Generate(int seed) => new PlanGenerator(seed).Next();

    /// <summary>Plans that are a part of this one: for finding out which part of a failing plan is to blame.</summary>
    public IEnumerable<Plan> Smaller()
    {
        for (int round = 0; round < Rounds.Count && Rounds.Count > 1; round++)
        {
            yield return new Plan([Rounds[round]]);
        }

        if (Rounds is [var only])
        {
            foreach (Step part in only.Parts)
            {
                yield return new Plan([part]);
            }
        }
    }
}
