using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Files;

/// <summary>The file of one reservation decision, and its result.</summary>
public static class PlanFile
{
    /// <param name="json">The file. Comments and trailing commas are allowed; fields that nobody knows are not.</param>
    /// <param name="now">The instant for which overrides are resolved, unless the file has its own <c>now</c>.</param>
    public static ReadOutcome<ReservationPlanningInput> Read(string json, DateTimeOffset now) =>
        DecisionFile.Read<ReservationPlanningInput>(
            json,
            ReservationPlanningChecks.Check,
            input => input.Now == default ? input with { Now = now } : input);

    /// <summary>The result as indented JSON, without a line break at its end.</summary>
    public static string Write(ReservationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return DecisionFile.Write(plan);
    }
}
