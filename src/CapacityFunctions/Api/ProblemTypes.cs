using Microsoft.AspNetCore.Http;

namespace CapacityFunctions.Api;

/// <summary>Every kind of problem that the API answers with.</summary>
internal static class ProblemTypes
{
    public static ProblemType InvalidRequest { get; } = new(
        "invalid-request", StatusCodes.Status400BadRequest, "The request is not valid", "A field or parameter is wrong; errors names it and says why.");

    public static ProblemType AuthenticationRequired { get; } = new(
        "authentication-required", StatusCodes.Status401Unauthorized, "Who are you?", "The request has no identity that the platform vouches for.");

    public static ProblemType RoleRequired { get; } = new(
        "role-required", StatusCodes.Status403Forbidden, "Not allowed", "The identity lacks the role that the request needs; detail names it.");

    public static ProblemType CrossSiteRequest { get; } = new(
        "cross-site-request", StatusCodes.Status403Forbidden, "Not from there", "A page of another site asks for a change in the name of whoever is signed in.");

    public static ProblemType NotFound { get; } = new(
        "not-found", StatusCodes.Status404NotFound, "Not found", "There is nothing of that name.");

    public static ProblemType CycleRunning { get; } = new(
        "cycle-running", StatusCodes.Status409Conflict, "Conflict", "Another cycle runs; detail names it. Two never run at once.");

    public static ProblemType TrainingRunning { get; } = new(
        "training-running", StatusCodes.Status409Conflict, "Conflict", "Another training runs; detail names it. Two never run at once.");

    public static ProblemType NothingToRollBackTo { get; } = new(
        "nothing-to-roll-back-to", StatusCodes.Status409Conflict, "Conflict", "The model in use is the only one that there is.");

    public static ProblemType OverrideConflict { get; } = new(
        "override-conflict", StatusCodes.Status409Conflict, "Conflict", "An override of equal rank says something else; detail names it.");

    public static ProblemType RequestInProgress { get; } = new(
        "request-in-progress", StatusCodes.Status409Conflict, "Conflict", "A request with this Idempotency-Key is being served; try again after Retry-After.");

    public static ProblemType OutcomeUnknown { get; } = new(
        "outcome-unknown",
        StatusCodes.Status409Conflict,
        "Conflict",
        "A request with this Idempotency-Key was begun and its end is not on record. Look whether it took effect; if not, send it with a new key.");

    public static ProblemType VersionConflict { get; } = new(
        "version-conflict", StatusCodes.Status412PreconditionFailed, "Somebody else changed it", "If-Match or If-None-Match does not hold; read it again.");

    public static ProblemType TooLarge { get; } = new(
        "too-large", StatusCodes.Status413PayloadTooLarge, "The request is too large", "A body has at most 4 MiB once decompressed, a batch 50,000 rows; send it in parts.");

    public static ProblemType UnsupportedMediaType { get; } = new(
        "unsupported-media-type",
        StatusCodes.Status415UnsupportedMediaType,
        "The body is of a kind that is not read here",
        "Content-Type or Content-Encoding; detail says what is read.");

    public static ProblemType KeyReused { get; } = new(
        "idempotency-key-reused",
        StatusCodes.Status422UnprocessableEntity,
        "The Idempotency-Key was used for another request",
        "A key stands for one request for 24 hours; take a new one.");

    public static ProblemType InternalError { get; } = new(
        "internal-error", StatusCodes.Status500InternalServerError, "The server failed", "A mistake of ours; the log has it under requestId.");

    public static ProblemType StorageUnavailable { get; } = new(
        "storage-unavailable", StatusCodes.Status503ServiceUnavailable, "Storage does not answer", "Nothing that was not acknowledged counts; try again after Retry-After.");

    /// <summary>All of them, by status and name.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        InvalidRequest, AuthenticationRequired, CrossSiteRequest, RoleRequired, NotFound, CycleRunning, NothingToRollBackTo, OutcomeUnknown, OverrideConflict,
        RequestInProgress, TrainingRunning, VersionConflict, TooLarge, UnsupportedMediaType, KeyReused, InternalError, StorageUnavailable,
    ];

    /// <exception cref="ArgumentException">The catalogue has no such type.</exception>
    public static ProblemType Named(string name) => All.FirstOrDefault(type => string.Equals(type.Name, name, StringComparison.Ordinal))
        ?? throw new ArgumentException($"'{name}' is not in the catalogue of problems.", nameof(name));
}
