using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Accounts;

/// <summary>Names one linked account: 1 to 128 characters, no control characters, not <c>*</c>, no white space at its ends.</summary>
[JsonConverter(typeof(IdentifierJsonConverter<AccountId>))]
public readonly record struct AccountId : IIdentifier<AccountId>, IComparable<AccountId>
{
    private readonly string? _value;

    /// <exception cref="ArgumentException">The value is not a name as described above.</exception>
    public AccountId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Identifier.Refusal(value) is { } reason)
        {
            throw new ArgumentException(reason, nameof(value));
        }

        _value = value;
    }

    public string Value => _value ?? throw new InvalidOperationException("An account id was never set.");

    public static bool TryParse([NotNullWhen(true)] string? text, out AccountId id)
    {
        bool valid = text is not null && Identifier.Refusal(text) is null;
        id = valid ? new AccountId(text!) : default;
        return valid;
    }

    /// <summary>Ordinal order: the order in which ties between accounts are broken everywhere.</summary>
    public int CompareTo(AccountId other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? string.Empty;
}
