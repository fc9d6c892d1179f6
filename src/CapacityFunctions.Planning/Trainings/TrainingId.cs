using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Trainings;

/// <summary>Names one training by the minute for which it was ordered: <c>training-20261124T0217Z</c>. Also the version of what it learned.</summary>
[JsonConverter(typeof(IdentifierJsonConverter<TrainingId>))]
public readonly record struct TrainingId : IIdentifier<TrainingId>, IComparable<TrainingId>
{
    private const string Format = "'training-'yyyyMMdd'T'HHmm'Z'";
    private readonly string? _value;

    private TrainingId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A training id was never set.");

    /// <summary>The time it trains for, and up to which it looks at usage; UTC, whole minutes.</summary>
    public DateTimeOffset ScheduledAt => DateTimeOffset.ParseExact(
        Value, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>The training of an instant; seconds are dropped.</summary>
    public static TrainingId At(DateTimeOffset scheduledAt) => new(scheduledAt.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));

    public static bool TryParse([NotNullWhen(true)] string? text, out TrainingId identifier)
    {
        bool valid = DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out _);
        identifier = valid ? new TrainingId(text!) : default;
        return valid;
    }

    /// <summary>Ordinal order, which is the order in time.</summary>
    public int CompareTo(TrainingId other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? string.Empty;
}
