using System.Diagnostics.CodeAnalysis;

namespace CapacityFunctions.Planning.Text;

/// <summary>A validated name that is written as a plain string.</summary>
public interface IIdentifier<TSelf>
    where TSelf : struct, IIdentifier<TSelf>
{
    string Value { get; }

#pragma warning disable CA1000 // a static abstract member is how a generic converter builds its type
    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf identifier);
#pragma warning restore CA1000
}
