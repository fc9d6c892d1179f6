using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Accounts;

/// <summary>Names what is reserved, such as <c>Standard_D4s_v5</c> or vCPUs of a family: 1 to 128 characters, no control characters, not <c>*</c>, no white space at its ends.</summary>
[JsonConverter(typeof(IdentifierJsonConverter<ResourceType>))]
public readonly record struct ResourceType : IIdentifier<ResourceType>, IComparable<ResourceType>
{
    private readonly string? _value;

    /// <exception cref="ArgumentException">The value is not a name as described above.</exception>
    public ResourceType(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Identifier.Refusal(value) is { } reason)
        {
            throw new ArgumentException(reason, nameof(value));
        }

        _value = value;
    }

    public string Value => _value ?? throw new InvalidOperationException("A resource type was never set.");

    public static bool TryParse([NotNullWhen(true)] string? text, out ResourceType resourceType)
    {
        bool valid = text is not null && Identifier.Refusal(text) is null;
        resourceType = valid ? new ResourceType(text!) : default;
        return valid;
    }

    /// <summary>Ordinal order.</summary>
    public int CompareTo(ResourceType other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? string.Empty;
}
