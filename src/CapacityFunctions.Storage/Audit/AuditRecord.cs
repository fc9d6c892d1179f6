namespace CapacityFunctions.Storage.Audit;

/// <summary>One change that somebody asked for.</summary>
public sealed record AuditRecord
{
    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was answered; null while it is not, or when the process that served it died.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Name of the identity, or <c>key:NAME</c>.</summary>
    public required string Author { get; init; }

    /// <summary>The identity's object id; null for keys.</summary>
    public string? Subject { get; init; }

    /// <summary>The identity's app roles; empty for keys.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The function that was called.</summary>
    public required string Action { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The HTTP status of the answer; null where <see cref="CompletedAt"/> is.</summary>
    public int? Status { get; init; }

    /// <summary>What was sent, without secrets, cut where it is long; of batches, how many rows were accepted and rejected.</summary>
    public string? Body { get; init; }

    /// <summary>Names the request in logs and in the header <c>x-request-id</c>.</summary>
    public required string RequestId { get; init; }
}
