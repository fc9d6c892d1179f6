using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>Names one run of the loop by its scheduled minute: <c>cycle-20261124T0205Z</c>.</summary>
[JsonConverter(typeof(IdentifierJsonConverter<CycleId>))]
public readonly record struct CycleId : IIdentifier<CycleId>, IComparable<CycleId>
{
    private const string Format = "'cycle-'yyyyMMdd'T'HHmm'Z'";
    private readonly string? _value;

    private CycleId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A cycle id was never set.");

    /// <summary>The scheduled time; UTC, whole minutes.</summary>
    public DateTimeOffset ScheduledAt => DateTimeOffset.ParseExact(
        Value, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>The cycle that is scheduled at an instant; seconds are dropped.</summary>
    public static CycleId At(DateTimeOffset scheduledAt) => new(scheduledAt.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));

    public static bool TryParse([NotNullWhen(true)] string? text, out CycleId cycleId)
    {
        bool valid = DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out _);
        cycleId = valid ? new CycleId(text!) : default;
        return valid;
    }

    /// <summary>Ordinal order, which is the order in time.</summary>
    public int CompareTo(CycleId other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? string.Empty;
}
