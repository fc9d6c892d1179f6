using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Discovery;

internal sealed class EmbeddedBindingMetadata(string name, string type) : BindingMetadata
{
    public override string Name { get; } = name;

    public override string Type { get; } = type;

    public override BindingDirection Direction => BindingDirection.In;
}
