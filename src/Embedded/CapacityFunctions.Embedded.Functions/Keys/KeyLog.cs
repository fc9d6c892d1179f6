using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>Names of keys only, never a key.</summary>
internal static partial class KeyLog
{
    [LoggerMessage(3301, LogLevel.Warning, "The function keys can't be read from storage: {Reason} (keys read earlier: {HasKeys}).")]
    public static partial void Unreadable(ILogger logger, string reason, bool hasKeys);

    [LoggerMessage(3302, LogLevel.Information, "Key {Name} of the {Scope} was set.")]
    public static partial void Set(ILogger logger, string name, KeyScope scope);

    [LoggerMessage(3303, LogLevel.Information, "Key {Name} of the {Scope} was deleted.")]
    public static partial void Deleted(ILogger logger, string name, KeyScope scope);

    [LoggerMessage(3304, LogLevel.Information, "The master key was set.")]
    public static partial void MasterKeyChanged(ILogger logger);
}
