using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Models;

/// <summary>Fitted models. State above 64 KiB lies in a blob that the row names; the row is written last, so readers see the old or the new state.</summary>
public sealed class ModelStore
{
    internal ModelStore(StorageConnection connection)
    {
    }

    /// <summary>Replaces the model of an account, resource type and grid.</summary>
    public Task SaveAsync(StoredModel model, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Null when none was saved.</summary>
    public Task<StoredModel?> LoadAsync(
        AccountId? account, ResourceType resourceType, string grid, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
