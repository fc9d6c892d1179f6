namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method as a function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    /// <param name="name">Unique in the app, whatever its case; the default route of an HTTP function.</param>
    public FunctionAttribute(string name)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
    }

    public string Name { get; }
}
