namespace CapacityFunctions.Embedded.Functions.Tests.TestApp;

/// <summary>A scoped service: one instance an invocation.</summary>
public sealed class ScopedValue
{
    public Guid Id { get; } = Guid.NewGuid();
}
