using Azure;
using CapacityFunctions.Storage.Audit;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Api.Audit;

/// <summary>Writes records, within a time that a caller can wait; where that fails, into the log.</summary>
internal sealed class AuditJournal(IAuditTrail trail, ILogger<AuditJournal> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>False when only the log has the record.</returns>
    public async Task<bool> WriteAsync(AuditRecord record)
    {
        // Not the caller's token: who asks for a change and hangs up is on record all the same.
        using CancellationTokenSource patience = new(Patience);
        try
        {
            await trail.AppendAsync(record, patience.Token);
            return true;
        }
        catch (Exception failure) when (ProblemMiddleware.IsOutage(failure) || failure is OperationCanceledException or RequestFailedException)
        {
            AuditLog.Unwritten(
                logger, failure, record.Method, record.Path, record.Action, record.Author, string.Join(' ', record.Roles), record.RequestId, record.Status, record.Body);
            return false;
        }
    }
}
