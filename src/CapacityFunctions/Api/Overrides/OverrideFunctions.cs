using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Previews;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Overrides;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Overrides;

/// <summary>Operators' time-limited instructions.</summary>
public sealed class OverrideFunctions(OverrideStore overrides, OverrideBinds binds, OverridePreviewer previewer, TimeProvider time)
{
    /// <summary>
    /// Gives an instruction, unless it contradicts one of equal rank, and says what will bind it. Nothing but the table of overrides has to work for
    /// it. With <c>preview=true</c> nothing is written: the answer is what the next cycle would decide with it and without.
    /// </summary>
    [Function("PostOverride")]
    [ProducesResponseType<OverrideReceipt>(StatusCodes.Status201Created)]
    [ProducesResponseType<OverridePreview>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [QueryParameter("preview", "true: write nothing, and answer what the next cycle would decide with it and without; default false")]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "overrides")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (bool isPreview, IActionResult? refusal) = PreviewFlag.Of(request);
        if (refusal is not null)
        {
            return refusal;
        }

        (OverrideDraft? draft, refusal) = await JsonBody.ReadAsync<OverrideDraft>(request, cancellationToken);
        if (draft is null)
        {
            return refusal!;
        }

        DateTimeOffset now = time.GetUtcNow();
        ValidationResult validation = new OverrideDraftValidator(now).Validate(draft);
        if (!validation.IsValid)
        {
            return Problem.Invalid(validation.ToDictionary().AsReadOnly());
        }

        if (!await binds.MayExistAsync(draft.AccountId, cancellationToken))
        {
            return Problem.Invalid($"accountId: there is no account '{draft.AccountId}'");
        }

        Override asked = draft.By(Caller.NameOf(request), now);
        return isPreview ? await PreviewAsync(asked, cancellationToken) : await CreateAsync(asked, request.HttpContext.Response, cancellationToken);
    }

    /// <summary>Those in force and those to come, newest first; others by their state.</summary>
    [Function("ListOverrides")]
    [ProducesResponseType<Page<Override>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [QueryParameter("account", "those that hold for this account, its own and those for all; *: only those for all")]
    [QueryParameter("resource", "those that hold for this resource type, its own and those for all; *: only those for all")]
    [QueryParameter("kind", "those of one kind, such as freeze")]
    [QueryParameter("state", "active, scheduled, ended, open (active or scheduled, the default) or all")]
    [QueryParameter("all", "true: the same as state=all")]
    [QueryParameter("pageSize", "at most so many, 1 to 1,000; default 100")]
    [QueryParameter("continuationToken", "from the previous part")]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "overrides")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        DateTimeOffset now = time.GetUtcNow();
        (TimeWindow? window, IActionResult? refusal) = TimeWindow.Of(request, now);
        if (window is null)
        {
            return refusal!;
        }

        (OverrideFilter? filter, refusal) = OverrideQuery.Of(request);
        return filter is null
            ? refusal!
            : await Paged.AnswerAsync(() => overrides.ListAsync(filter, now, window.PageSize, window.ContinuationToken, cancellationToken));
    }

    /// <summary>One override, with its version as ETag.</summary>
    [Function("GetOverride")]
    [ProducesResponseType<Override>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "overrides/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (await overrides.GetAsync(id, cancellationToken) is not { } found)
        {
            return Unknown(id);
        }

        EntityTags.Tell(request.HttpContext.Response, found.ETag);
        return new OkObjectResult(found.Value);
    }

    /// <summary>Ends an override from the next cycle on; it stays on record with who ended it.</summary>
    [Function("DeleteOverride")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, "application/problem+json")]
    public async Task<IActionResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "overrides/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return await overrides.CancelAsync(id, Caller.NameOf(request), time.GetUtcNow(), EntityTags.ConditionOf(request), cancellationToken) switch
        {
            CancelOutcome.NotFound => Unknown(id),
            CancelOutcome.Conflict => Problem.PreconditionFailed($"The override '{id}' was changed by somebody else; read it again."),
            _ => new NoContentResult(),
        };
    }

    private async Task<IActionResult> PreviewAsync(Override asked, CancellationToken cancellationToken)
    {
        IReadOnlyList<Override> others = await overrides.ListOpenAsync(asked.CreatedAt, cancellationToken);
        return OverrideConflicts.Find(asked, others) is { } conflict
            ? Contradiction(conflict)
            : new OkObjectResult(await previewer.PreviewAsync(asked, cancellationToken));
    }

    private async Task<IActionResult> CreateAsync(Override asked, HttpResponse response, CancellationToken cancellationToken)
    {
        switch (await overrides.AdmitAsync(asked, cancellationToken))
        {
            case AdmitOutcome.Contradicts contradiction:
                return Contradiction(contradiction.Conflict);
            case AdmitOutcome.Admitted { Override: { } created }:
                EntityTags.Tell(response, created.ETag);
                return new CreatedResult(
                    $"/api/overrides/{created.Value.Id}", OverrideReceipt.Of(created.Value, await binds.OfAsync(created.Value, cancellationToken)));
            default:
                throw new InvalidOperationException("Unknown outcome of giving an override.");
        }
    }

    private static ObjectResult Contradiction(OverrideConflict conflict)
    {
        ObjectResult problem = Problem.Conflict("override-conflict", $"{conflict.Reason}; end it first, or give a value that agrees");
        ((ProblemDetails)problem.Value!).Extensions["conflictsWith"] = conflict.With;
        return problem;
    }

    private static ObjectResult Unknown(string id) => Problem.NotFound($"There is no override '{id}'.");
}
