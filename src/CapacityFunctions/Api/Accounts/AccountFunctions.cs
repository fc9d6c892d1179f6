using CapacityFunctions.Api.Access;
using CapacityFunctions.Api.Csv;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Accounts;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Accounts;

/// <summary>The linked accounts, as operators describe them.</summary>
public sealed class AccountFunctions(AccountStore accounts)
{
    private static readonly LinkedAccountValidator Validator = new();

    /// <summary>All accounts by id, as an array; in parts, when pageSize or continuationToken is given.</summary>
    [Function("ListAccounts")]
    [Produces("application/json", CsvResult.ContentType)]
    [ProducesResponseType<IReadOnlyList<LinkedAccount>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Page<LinkedAccount>>(StatusCodes.Status200OK)]
    [QueryParameter("pageSize", "Answers with a page of at most so many accounts, 1 to 1000. Default: all, as an array.")]
    [QueryParameter("continuationToken", "From the part before.")]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "accounts")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (int? pageSize, IActionResult? refusal) = TimeWindow.PageSizeOf(request);
        string? token = TimeWindow.TokenOf(request);
        return refusal ?? (pageSize is null && token is null
            ? new OkObjectResult(await accounts.ListAsync(cancellationToken))
            : await Paged.AnswerAsync(() => accounts.ListPageAsync(pageSize ?? TimeWindow.DefaultPageSize, token, cancellationToken)));
    }

    /// <summary>One account, with its version as ETag; <c>If-None-Match</c> answers 304 to whoever has it.</summary>
    [Function("GetAccount")]
    [ProducesResponseType<LinkedAccount>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problem.ContentType)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "accounts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (!AccountId.TryParse(id, out AccountId account) || await accounts.GetAsync(account, cancellationToken) is not { } found)
        {
            return Unknown(id);
        }

        EntityTags.Tell(request.HttpContext.Response, found.ETag);
        return new OkObjectResult(found.Value);
    }

    /// <summary>Creates or replaces an account; <c>If-Match</c> refuses when somebody else changed it, <c>If-None-Match: *</c> when it exists.</summary>
    [Function("PutAccount")]
    [Consumes(typeof(LinkedAccount), "application/json")]
    [ProducesResponseType<LinkedAccount>(StatusCodes.Status200OK)]
    [ProducesResponseType<LinkedAccount>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problem.ContentType)]
    [RequiresAdmin]
    public async Task<IActionResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "accounts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (LinkedAccount? account, IActionResult? refusal) = await JsonBody.ReadAsync<LinkedAccount>(request, cancellationToken);
        if (account is null)
        {
            return refusal!;
        }

        if (!string.Equals(account.Id.Value, id, StringComparison.Ordinal))
        {
            return Problem.Invalid("id", $"the body describes '{account.Id}', the address names '{id}'");
        }

        ValidationResult validation = Validator.Validate(account);
        if (!validation.IsValid)
        {
            return Problem.Invalid(validation.ToDictionary().AsReadOnly());
        }

        switch (await accounts.PutAsync(account, EntityTags.ConditionOf(request), cancellationToken))
        {
            case PutOutcome.Created created:
                EntityTags.Tell(request.HttpContext.Response, created.ETag);
                return new CreatedResult($"/api/accounts/{Uri.EscapeDataString(id)}", account);
            case PutOutcome.Updated updated:
                EntityTags.Tell(request.HttpContext.Response, updated.ETag);
                return new OkObjectResult(account);
            default:
                return Problem.PreconditionFailed($"The account '{id}' is not in the state that the request's condition names; read it again.");
        }
    }

    /// <summary>Removes an account; <c>If-Match</c> refuses when somebody else changed it.</summary>
    [Function("DeleteAccount")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problem.ContentType)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problem.ContentType)]
    [RequiresAdmin]
    public async Task<IActionResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "accounts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (!AccountId.TryParse(id, out AccountId account))
        {
            return Unknown(id);
        }

        return await accounts.DeleteAsync(account, EntityTags.ConditionOf(request), cancellationToken) switch
        {
            DeleteOutcome.Deleted => new NoContentResult(),
            DeleteOutcome.NotFound => Unknown(id),
            _ => Problem.PreconditionFailed($"The account '{id}' was changed by somebody else; read it again."),
        };
    }

    private static ObjectResult Unknown(string id) => Problem.NotFound($"There is no account '{id}'.");
}
