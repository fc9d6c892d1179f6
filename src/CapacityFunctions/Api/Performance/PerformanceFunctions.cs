using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Performance;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Performance;

/// <summary>Takes measurements that accounts' service levels are held against.</summary>
public sealed class PerformanceFunctions(AccountStore accounts, PerformanceStore performance, TimeProvider time)
{
    /// <summary>The most rows that one request may carry.</summary>
    private const int RowLimit = 50_000;

    /// <summary>How many rejections are spelt out; all are counted.</summary>
    private const int RejectionLimit = 1_000;

    /// <summary>Keeps the good rows, and says of each other one what is wrong. The same row twice changes nothing.</summary>
    [Function("PostPerformance")]
    [Consumes(typeof(ReportedPerformance[]), "application/json", "text/csv")]
    [ProducesResponseType<BatchReceipt>(StatusCodes.Status200OK)]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "performance")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (string body, IActionResult? refusal) = await JsonBody.ReadTextAsync(request, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        (IReadOnlyList<ReportedPerformance>? rows, string? unreadable) = PerformanceBody.Parse(body, request.ContentType);
        if (rows is null)
        {
            return Problem.Invalid(unreadable!);
        }

        if (rows.Count > RowLimit)
        {
            return Problem.TooLarge($"A batch has at most {RowLimit} rows; this one has {rows.Count}.");
        }

        IReadOnlyList<LinkedAccount> known = await accounts.ListAsync(cancellationToken);
        PerformanceIntake intake = new(known.Select(account => account.Id).ToHashSet(), time.GetUtcNow());
        List<AccountPerformance> accepted = [];
        List<UsageRejection> rejections = [];
        for (int row = 0; row < rows.Count; row++)
        {
            if (intake.Refusal(rows[row], out AccountPerformance? measurement) is { } reason)
            {
                rejections.Add(new UsageRejection(row + 1, reason));
            }
            else
            {
                accepted.Add(measurement!);
            }
        }

        await performance.AppendAsync(accepted, cancellationToken);
        return new OkObjectResult(new BatchReceipt(accepted.Count, rejections.Count, [.. rejections.Take(RejectionLimit)]));
    }
}
