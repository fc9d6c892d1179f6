using CapacityFunctions.Planning.Allocations;

namespace CapacityFunctions.Planning.Files;

/// <summary>The file of one allocation decision, and its result.</summary>
public static class AllocateFile
{
    /// <param name="json">The file. Comments and trailing commas are allowed; fields that nobody knows are not.</param>
    /// <param name="now">The instant for which overrides are resolved, unless the file has its own <c>now</c>.</param>
    public static ReadOutcome<AllocationInput> Read(string json, DateTimeOffset now) =>
        DecisionFile.Read<AllocationInput>(
            json,
            AllocationChecks.Check,
            input => input.Now == default ? input with { Now = now } : input);

    /// <summary>The result as indented JSON, without a line break at its end.</summary>
    public static string Write(AllocationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return DecisionFile.Write(result);
    }
}
