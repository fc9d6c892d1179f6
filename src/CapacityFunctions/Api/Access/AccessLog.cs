using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Api.Access;

internal static partial class AccessLog
{
    [LoggerMessage(1301, LogLevel.Warning, "{Caller} may not call {Function}, which needs the role {Role}.")]
    public static partial void Refused(ILogger logger, string caller, string function, AccessRole role);
}
