using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Overrides;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Overrides;

/// <summary>Operators' time-limited instructions.</summary>
public sealed class OverrideFunctions(OverrideStore overrides, AccountStore accounts, TimeProvider time)
{
    [Function("PostOverride")]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "overrides")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (OverrideDraft? draft, IActionResult? refusal) = await JsonBody.ReadAsync<OverrideDraft>(request, cancellationToken);
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

        if (draft.AccountId != Override.Everything && await accounts.GetAsync(new AccountId(draft.AccountId), cancellationToken) is null)
        {
            return Problem.Invalid($"accountId: there is no account '{draft.AccountId}'");
        }

        Versioned<Override> created = await overrides.CreateAsync(draft.By(Caller.NameOf(request), now), cancellationToken)
            ?? throw new InvalidOperationException("A new override got an id that is taken.");
        EntityTags.Tell(request.HttpContext.Response, created.ETag);
        return new CreatedResult($"/api/overrides/{created.Value.Id}", created.Value);
    }

    /// <summary>Those in force and those to come; with <c>all=true</c> also those that ended, newest first.</summary>
    [Function("ListOverrides")]
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

        return request.Query["all"] == "true"
            ? await Paged.AnswerAsync(() => overrides.ListAsync(window.PageSize, window.ContinuationToken, cancellationToken))
            : new OkObjectResult(new Page<Override>(await overrides.ListOpenAsync(now, cancellationToken), ContinuationToken: null));
    }

    [Function("GetOverride")]
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

    /// <summary>Ends an override; it stays on record with who ended it.</summary>
    [Function("DeleteOverride")]
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

    private static ObjectResult Unknown(string id) => Problem.NotFound($"There is no override '{id}'.");
}
