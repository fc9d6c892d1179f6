using System.Globalization;
using CapacityFunctions.Storage.Health;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Housekeeping;

/// <summary>Says when the machine's clock can't be trusted.</summary>
public sealed class ClockGuard(StorageClock storage, IOptions<ClockOptions> options)
{
    /// <summary>Whether storage's clock has been seen and agrees.</summary>
    public bool IsVouchedFor => storage.Skew is { } skew && skew.Duration() <= options.Value.WarnAfter;

    /// <summary>Null while the clocks agree well enough.</summary>
    public string? Warning => storage.Skew is { } skew && skew.Duration() > options.Value.WarnAfter ? Says(skew) : null;

    /// <summary>Why nothing may be decided; null while it may.</summary>
    public string? HoldReason => storage.Skew is { } skew && skew.Duration() > options.Value.HoldAfter ? Says(skew) : null;

    private static string Says(TimeSpan skew) => string.Create(
        CultureInfo.InvariantCulture, $"the clock is {skew.Duration().TotalMinutes:0.0} minutes {(skew > TimeSpan.Zero ? "ahead of" : "behind")} storage's");
}
