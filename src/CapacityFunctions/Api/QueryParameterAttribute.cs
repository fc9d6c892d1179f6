namespace CapacityFunctions.Api;

/// <summary>A query parameter that an endpoint understands, for the description of the API.</summary>
/// <param name="name">As in the address.</param>
/// <param name="description">What it does, with its default and what it may be.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryParameterAttribute(string name, string description) : Attribute
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    /// <summary>Whether a request without it is refused.</summary>
    public bool Required { get; init; }
}
