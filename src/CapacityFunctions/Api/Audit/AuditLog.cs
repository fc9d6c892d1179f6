using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Api.Audit;

internal static partial class AuditLog
{
    [LoggerMessage(
        1321,
        LogLevel.Error,
        "The audit trail can't be written; instead: {Method} {Path} ({Action}) by {Author} [{Roles}], request {RequestId}, status {Status}, body {Body}")]
    public static partial void Unwritten(
        ILogger logger, Exception exception, string method, string path, string action, string author, string roles, string requestId, int? status, string? body);
}
