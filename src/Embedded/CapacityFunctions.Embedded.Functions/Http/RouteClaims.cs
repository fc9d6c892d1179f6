using CapacityFunctions.Embedded.Functions.Discovery;
using Microsoft.AspNetCore.Routing.Patterns;

namespace CapacityFunctions.Embedded.Functions.Http;

/// <summary>Which function answers which route and method; a second claim to the same is refused.</summary>
internal sealed class RouteClaims
{
    private readonly List<(string Shape, IReadOnlyList<string> Methods, string FunctionName)> _claims = [];

    public RoutePattern Add(string functionName, FunctionTrigger.Http trigger)
    {
        RoutePattern pattern;
        try
        {
            pattern = RoutePatternFactory.Parse(trigger.Route);
        }
        catch (RoutePatternException malformed)
        {
            throw new HostConfigurationException($"Function '{functionName}': the route '{trigger.Route}' is malformed: {malformed.Message}", malformed);
        }

        string shape = ShapeOf(pattern);
        foreach ((string otherShape, IReadOnlyList<string> otherMethods, string otherName) in _claims)
        {
            if (string.Equals(shape, otherShape, StringComparison.OrdinalIgnoreCase) && Overlap(trigger.Methods, otherMethods))
            {
                throw new HostConfigurationException(
                    $"Functions '{otherName}' and '{functionName}' both answer the route '{trigger.Route}' for a method in common.");
            }
        }

        _claims.Add((shape, trigger.Methods, functionName));
        return pattern;
    }

    /// <summary>The route without the names of its parameters, which don't tell requests apart.</summary>
    private static string ShapeOf(RoutePattern pattern) =>
        string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter =>
                $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
            _ => string.Empty,
        }))));

    private static bool Overlap(IReadOnlyList<string> some, IReadOnlyList<string> others) =>
        some.Count == 0 || others.Count == 0 || some.Intersect(others, StringComparer.Ordinal).Any();
}
