namespace CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;

/// <summary>What one execution of a plan's orchestration begins with.</summary>
/// <param name="Plan">All of it.</param>
/// <param name="Round">The round to do now, from 0.</param>
/// <param name="Value">Result of the rounds before.</param>
/// <param name="IsBroken">Whether it throws at the end.</param>
internal sealed record PlanInput(Plan Plan, int Round = 0, long Value = 0, bool IsBroken = false);
