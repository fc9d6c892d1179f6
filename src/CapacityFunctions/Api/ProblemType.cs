namespace CapacityFunctions.Api;

/// <summary>A kind of refusal that callers can tell by its name, for good.</summary>
/// <param name="Name">Ends the problem's <c>type</c>.</param>
/// <param name="Status">The HTTP status that it comes with.</param>
/// <param name="Title">The same words for every occurrence.</param>
/// <param name="Meaning">When it comes and what helps, for the description of the API.</param>
internal sealed record ProblemType(string Name, int Status, string Title, string Meaning)
{
    private const string Prefix = "urn:capacity-functions:";

    /// <summary>The problem's <c>type</c>.</summary>
    public string Uri => Prefix + Name;
}
