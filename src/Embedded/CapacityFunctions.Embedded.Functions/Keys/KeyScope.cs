namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>What a named key is for.</summary>
internal abstract record KeyScope
{
    private KeyScope()
    {
    }

    /// <summary>Opens every function of level Function.</summary>
    public sealed record Host : KeyScope;

    /// <summary>Opens every function of level System.</summary>
    public sealed record System : KeyScope;

    /// <summary>Opens one function of level Function.</summary>
    /// <param name="FunctionName">A function of the app.</param>
    public sealed record Function(string FunctionName) : KeyScope;

    public sealed override string ToString() => this switch
    {
        Host => "function keys of the host",
        System => "system keys",
        Function { FunctionName: var name } => $"keys of function {name}",
        _ => string.Empty,
    };
}
