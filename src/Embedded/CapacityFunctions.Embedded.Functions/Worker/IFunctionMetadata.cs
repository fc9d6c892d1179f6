namespace Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

/// <summary>How the host is told of a function.</summary>
public interface IFunctionMetadata
{
    string? Name { get; }

    string? EntryPoint { get; }

    /// <summary>Each binding as JSON; a transformer may replace one.</summary>
    IList<string>? RawBindings { get; }
}
