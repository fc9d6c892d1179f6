using System.Text.Json.Serialization;

namespace CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;

/// <summary>One piece of a generated orchestration, as data. Ids are unique in a plan.</summary>
[JsonDerivedType(typeof(Work), "work")]
[JsonDerivedType(typeof(Flaky), "flaky")]
[JsonDerivedType(typeof(Broken), "broken")]
[JsonDerivedType(typeof(Sequence), "sequence")]
[JsonDerivedType(typeof(Together), "together")]
[JsonDerivedType(typeof(Child), "child")]
[JsonDerivedType(typeof(BrokenChild), "brokenChild")]
[JsonDerivedType(typeof(Pause), "pause")]
[JsonDerivedType(typeof(Raised), "raised")]
[JsonDerivedType(typeof(Sent), "sent")]
[JsonDerivedType(typeof(TimedOut), "timedOut")]
internal abstract record Step
{
    /// <summary>Steps that this one is made of.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<Step> Parts => [];

    /// <summary>How often each activity runs when nothing goes wrong, by id.</summary>
    [JsonIgnore]
    public virtual IEnumerable<(int Id, int Runs)> Activities => Parts.SelectMany(part => part.Activities);
}

/// <summary>An activity that succeeds.</summary>
internal sealed record Work(int Id) : Step
{
    public override IEnumerable<(int Id, int Runs)> Activities => [(Id, 1)];
}

/// <summary>An activity that fails so many times, called with one attempt more than that and then some.</summary>
internal sealed record Flaky(int Id, int Failures) : Step
{
    public override IEnumerable<(int Id, int Runs)> Activities => [(Id, Failures + 1)];
}

/// <summary>An activity that fails at both of its attempts; the failure is caught.</summary>
internal sealed record Broken(int Id) : Step
{
    public const int Attempts = 2;

    public override IEnumerable<(int Id, int Runs)> Activities => [(Id, Attempts)];
}

internal sealed record Sequence(IReadOnlyList<Step> Steps) : Step
{
    public override IReadOnlyList<Step> Parts => Steps;
}

/// <summary>All at the same time, then their results in this order.</summary>
internal sealed record Together(IReadOnlyList<Step> Steps) : Step
{
    public override IReadOnlyList<Step> Parts => Steps;
}

/// <summary>A sub-orchestration.</summary>
internal sealed record Child(int Id, Step Step) : Step
{
    public override IReadOnlyList<Step> Parts => [Step];
}

/// <summary>A sub-orchestration that does its step and throws; the failure is caught.</summary>
internal sealed record BrokenChild(int Id, Step Step) : Step
{
    public override IReadOnlyList<Step> Parts => [Step];
}

internal sealed record Pause(int Milliseconds) : Step;

/// <summary>An event that an activity raises through the client, waited for with a far timeout.</summary>
internal sealed record Raised(int Id) : Step
{
    public override IEnumerable<(int Id, int Runs)> Activities => [(Id, 1)];
}

/// <summary>An event that the orchestration sends to itself.</summary>
internal sealed record Sent(int Id) : Step;

/// <summary>An event that never comes, waited for with a timeout.</summary>
internal sealed record TimedOut(int Id, int Milliseconds) : Step;
