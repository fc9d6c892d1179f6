namespace Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

/// <summary>Changes what the host is told of the app's functions; all that are registered are asked, once, at the start.</summary>
public interface IFunctionMetadataTransformer
{
    string Name { get; }

    void Transform(IList<IFunctionMetadata> original);
}
