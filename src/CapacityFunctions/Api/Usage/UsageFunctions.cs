using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Usage;

/// <summary>Takes usage observations.</summary>
public sealed class UsageFunctions(AccountStore accounts, UsageStore usage, TimeProvider time)
{
    /// <summary>The most rows that one request may carry.</summary>
    internal const int RowLimit = 50_000;

    /// <summary>How many rejections are spelt out; all are counted.</summary>
    private const int RejectionLimit = 1_000;

    /// <summary>Keeps the good rows, and says of each other one what is wrong. The same row twice changes nothing.</summary>
    [Function("PostUsage")]
    [Consumes(typeof(ReportedUsage[]), "application/json", "text/csv")]
    [ProducesResponseType<BatchReceipt>(StatusCodes.Status200OK)]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "usage")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (string body, IActionResult? refusal) = await JsonBody.ReadTextAsync(request, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        (IReadOnlyList<ReportedUsage>? rows, string? unreadable) = UsageBody.Parse(body, request.ContentType);
        if (rows is null)
        {
            return Problem.Invalid(unreadable!);
        }

        if (rows.Count > RowLimit)
        {
            return Problem.TooLarge($"A batch has at most {RowLimit} rows; this one has {rows.Count}.");
        }

        IReadOnlyList<LinkedAccount> known = await accounts.ListAsync(cancellationToken);
        UsageIntake intake = new(known.Select(account => account.Id).ToHashSet(), time.GetUtcNow());
        List<ResourceUsage> accepted = [];
        List<UsageRejection> rejections = [];
        for (int row = 0; row < rows.Count; row++)
        {
            if (intake.Refusal(rows[row], out ResourceUsage? observation) is { } reason)
            {
                rejections.Add(new UsageRejection(row + 1, reason));
            }
            else
            {
                accepted.Add(observation!);
            }
        }

        await usage.AppendAsync(accepted, cancellationToken);
        return new OkObjectResult(new BatchReceipt(accepted.Count, rejections.Count, [.. rejections.Take(RejectionLimit)]));
    }
}
