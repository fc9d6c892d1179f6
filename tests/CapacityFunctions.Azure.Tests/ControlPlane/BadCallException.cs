namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>A body or query that the service would not understand.</summary>
internal sealed class BadCallException(string message) : Exception(message);
