using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

namespace CapacityFunctions.Api.Access;

/// <summary>
/// Where identities are required: tells the host that no HTTP function needs a key, as it knows no other proof. <see cref="AccessMiddleware"/> then
/// refuses whoever the platform does not vouch for.
/// </summary>
internal sealed class IdentityInsteadOfKeys : IFunctionMetadataTransformer
{
    private const string HttpTrigger = "httpTrigger";

    public string Name => nameof(IdentityInsteadOfKeys);

    public void Transform(IList<IFunctionMetadata> original)
    {
        foreach (IList<string> bindings in original.Select(function => function.RawBindings).OfType<IList<string>>())
        {
            for (int index = 0; index < bindings.Count; index++)
            {
                if (JsonNode.Parse(bindings[index]) is JsonObject binding &&
                    string.Equals(binding["type"]?.GetValue<string>(), HttpTrigger, StringComparison.OrdinalIgnoreCase))
                {
                    binding["authLevel"] = "Anonymous";
                    bindings[index] = binding.ToJsonString();
                }
            }
        }
    }
}
