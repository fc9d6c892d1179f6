namespace CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;

/// <param name="Key">Names the activity over all plans: instance and id.</param>
/// <param name="Value">What it returns.</param>
/// <param name="Failures">How often it fails before it succeeds.</param>
/// <param name="RaiseTo">An instance that it raises the event <see cref="Key"/> to; null for none.</param>
internal sealed record ActivityInput(string Key, long Value, int Failures = 0, string? RaiseTo = null);
