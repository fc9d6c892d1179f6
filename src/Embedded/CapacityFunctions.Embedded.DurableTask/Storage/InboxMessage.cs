using System.Text.Json.Serialization;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>An event on its way to an instance.</summary>
/// <param name="Event">What happened.</param>
/// <param name="ExecutionId">The execution whose task it belongs to; null for events that any execution may handle.</param>
internal sealed record InboxMessage(IncomingEvent Event, string? ExecutionId = null)
{
    /// <summary>Its row in storage; null while it is only in memory, because history tells that it has to come again.</summary>
    [JsonIgnore]
    public string? RowKey { get; init; }
}
