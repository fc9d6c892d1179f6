using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(3201, LogLevel.Information, "Using the storage emulator that listens on port {Port}.")]
    public static partial void Found(ILogger logger, int port);

    [LoggerMessage(3202, LogLevel.Information, "Nothing listens on port {Port}: starting Azurite with its data in {Folder}.")]
    public static partial void Starting(ILogger logger, int port, string folder);

    [LoggerMessage(3203, LogLevel.Information, "Azurite runs as process {ProcessId}.")]
    public static partial void Started(ILogger logger, int processId);

    [LoggerMessage(3204, LogLevel.Error, "Azurite on port {Port} is gone; starting it again in {Seconds} s.")]
    public static partial void Gone(ILogger logger, int port, double seconds);

    [LoggerMessage(3205, LogLevel.Error, "Azurite could not be started: {Reason} Trying again in {Seconds} s.")]
    public static partial void StartFailed(ILogger logger, string reason, double seconds);

    [LoggerMessage(3206, LogLevel.Warning, "Storage does not answer: {Reason} Trying again every {Seconds} s.")]
    public static partial void Unreachable(ILogger logger, string reason, double seconds);

    [LoggerMessage(3207, LogLevel.Information, "Storage answers.")]
    public static partial void Reachable(ILogger logger);

    [LoggerMessage(3208, LogLevel.Error, "Port {Port}, where the table service of the storage emulator belongs, is taken by {Occupant}: if that is no Azurite, stop it, or name other ports in AzureWebJobsStorage.")]
    public static partial void NotAzurite(ILogger logger, int port, string occupant);
}
