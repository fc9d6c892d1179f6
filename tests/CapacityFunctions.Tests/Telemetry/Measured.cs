namespace CapacityFunctions.Tests.Telemetry;

/// <summary>One measurement.</summary>
internal sealed record Measured(string Meter, string Name, string? Unit, double Value, IReadOnlyDictionary<string, string> Tags);
