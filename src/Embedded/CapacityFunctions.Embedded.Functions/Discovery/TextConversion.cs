using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Discovery;

/// <summary>Makes arguments from route and query text, in the invariant culture.</summary>
internal static class TextConversion
{
    private static readonly HashSet<Type> Others =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
    ];

    public static bool IsSupported(Type type)
    {
        Type actual = Nullable.GetUnderlyingType(type) ?? type;
        return actual.IsPrimitive || actual.IsEnum || Others.Contains(actual);
    }

    /// <param name="text">Null when the request has no such value: the parameter's default, or null where its type allows.</param>
    /// <param name="parameter">Its type passes <see cref="IsSupported"/>.</param>
    /// <exception cref="FunctionInputConverterException">The text is not of the type, or is missing and needed.</exception>
    public static object? Convert(string? text, ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        Type? underlying = Nullable.GetUnderlyingType(type);
        if (text is null)
        {
            return parameter.HasDefaultValue ? parameter.DefaultValue
                : !type.IsValueType || underlying is not null ? null
                : throw new FunctionInputConverterException($"The request has no value '{parameter.Name}'.");
        }

        Type target = underlying ?? type;
        try
        {
            return target == typeof(string) ? text
                : target == typeof(DateTimeOffset) ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                : target == typeof(DateTime) ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
                : TypeDescriptor.GetConverter(target).ConvertFromInvariantString(text);
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException or OverflowException)
        {
            throw new FunctionInputConverterException($"'{text}' can't be parameter '{parameter.Name}' of type {target}.", malformed);
        }
    }
}
