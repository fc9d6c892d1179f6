using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Who holds a hub, as the lease blob tells others.</summary>
/// <param name="EngineId">One engine in that process.</param>
/// <param name="Machine">Name for people.</param>
/// <param name="Place">Where its process id means something: see <see cref="ProcessMarks.Place"/>.</param>
/// <param name="ProcessId">As the system there counts.</param>
/// <param name="ProcessMark">Tells that process from a later one with its id.</param>
/// <param name="Since">When it took the hub (UTC).</param>
internal sealed record HubHolder(
    string EngineId, string Machine, string Place, int ProcessId, string ProcessMark, DateTimeOffset Since)
{
    /// <summary>True when that engine is certain to have ended: its process was here and is no more. False when nobody can tell.</summary>
    [JsonIgnore]
    public bool IsGone =>
        string.Equals(Place, ProcessMarks.Place, StringComparison.Ordinal) &&
        (!string.Equals(ProcessMarks.Of(ProcessId), ProcessMark, StringComparison.Ordinal) ||
            (ProcessId == Environment.ProcessId && !LiveEngines.Contains(EngineId)));

    public static HubHolder Create(string engineId, DateTimeOffset since) => new(
        engineId,
        Environment.MachineName,
        ProcessMarks.Place,
        Environment.ProcessId,
        ProcessMarks.Of(Environment.ProcessId) ?? string.Empty,
        since);

    /// <returns>Null for a blob that no holder has written yet.</returns>
    public static HubHolder? Parse(BinaryData blob)
    {
        try
        {
            return blob.ToMemory().IsEmpty ? null : blob.ToObjectFromJson<HubHolder>();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public BinaryData ToBlob() => BinaryData.FromObjectAsJson(this);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"process {ProcessId} on {Machine}, since {Since:yyyy-MM-dd HH:mm:ss}Z");
}
