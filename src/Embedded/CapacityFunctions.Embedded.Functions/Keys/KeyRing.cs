using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>The keys of a host and of its functions. What this host changes counts at once, what others change within seconds.</summary>
/// <remarks>A blob that is gone is written again as it was last read: an emulator that was killed may have lost it, and callers hold those keys.</remarks>
internal sealed class KeyRing : IDisposable
{
    /// <summary>By this name administration changes the master key, in whatever scope of the host.</summary>
    public const string MasterKeyAlias = "_master";

    private static readonly Dictionary<string, string> None = new(StringComparer.OrdinalIgnoreCase);

    private readonly BlobServiceClient _blobs;
    private readonly string _hostId;
    private readonly TimeProvider _time;
    private readonly ILogger<KeyRing> _logger;
    private readonly KeyBlob<FunctionKeys> _hostBlob;
    private readonly KeyCache<FunctionKeys> _host;
    private readonly ConcurrentDictionary<string, KeyCache<IReadOnlyDictionary<string, string>>> _functions = new(StringComparer.OrdinalIgnoreCase);

    public KeyRing(BlobServiceClient blobs, string hostId, TimeProvider time, ILogger<KeyRing> logger)
    {
        _blobs = blobs;
        _hostId = hostId;
        _time = time;
        _logger = logger;
        _hostBlob = FunctionKeyStore.HostBlob(blobs, hostId);
        _host = new KeyCache<FunctionKeys>(
            (known, cancellation) => _hostBlob.ReadOrWriteAsync(() => known ?? FunctionKeyStore.NewHostKeys(), cancellation), time, Report);
    }

    /// <returns>Null when the keys have never been read and can't be now.</returns>
    public Task<FunctionKeys?> GetAsync(CancellationToken cancellationToken) => _host.GetAsync(cancellationToken);

    /// <summary>The keys of one function; none while they have never been read.</summary>
    /// <param name="functionName">A function of the app.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyDictionary<string, string>> GetAsync(string functionName, CancellationToken cancellationToken) =>
        await CacheOf(functionName).GetAsync(cancellationToken) ?? None;

    /// <summary>Reads keys from storage, for administration. A function that has none gets its default key now, as in the real host.</summary>
    /// <inheritdoc cref="KeyBlob{T}.ReadAsync"/>
    public async Task<IReadOnlyDictionary<string, string>> ListAsync(KeyScope scope, CancellationToken cancellationToken) => scope switch
    {
        KeyScope.Function { FunctionName: var name } => await ChangeAsync(name, keys => keys ?? FunctionKeyStore.NewFunctionKeys(), cancellationToken),
        KeyScope.System => (await ChangeAsync(keys => keys, cancellationToken)).SystemKeys,
        _ => (await ChangeAsync(keys => keys, cancellationToken)).HostKeys,
    };

    /// <inheritdoc cref="KeyBlob{T}.ReadAsync"/>
    public Task SetMasterKeyAsync(string value, CancellationToken cancellationToken)
    {
        KeyLog.MasterKeyChanged(_logger);
        return ChangeAsync(keys => new FunctionKeys(value, keys.HostKeys, keys.SystemKeys), cancellationToken);
    }

    /// <returns>True when there was no key of that name.</returns>
    /// <inheritdoc cref="KeyBlob{T}.ReadAsync"/>
    public async Task<bool> SetAsync(KeyScope scope, string name, string value, CancellationToken cancellationToken)
    {
        bool isNew = false;
        await ChangeAsync(
            scope,
            keys =>
            {
                isNew = !keys.ContainsKey(name);
                return new Dictionary<string, string>(keys, StringComparer.OrdinalIgnoreCase) { [name] = value };
            },
            cancellationToken);
        KeyLog.Set(_logger, name, scope);
        return isNew;
    }

    /// <returns>False when there was no key of that name.</returns>
    /// <inheritdoc cref="KeyBlob{T}.ReadAsync"/>
    public async Task<bool> DeleteAsync(KeyScope scope, string name, CancellationToken cancellationToken)
    {
        bool existed = false;
        await ChangeAsync(
            scope,
            keys =>
            {
                Dictionary<string, string> rest = new(keys, StringComparer.OrdinalIgnoreCase);
                existed = rest.Remove(name);
                return existed ? rest : keys;
            },
            cancellationToken);
        if (existed)
        {
            KeyLog.Deleted(_logger, name, scope);
        }

        return existed;
    }

    public void Dispose()
    {
        _host.Dispose();
        foreach (KeyCache<IReadOnlyDictionary<string, string>> cache in _functions.Values)
        {
            cache.Dispose();
        }
    }

    private Task ChangeAsync(
        KeyScope scope, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change, CancellationToken cancellationToken) =>
        scope switch
        {
            KeyScope.Function { FunctionName: var name } => ChangeAsync(name, keys => change(keys ?? None), cancellationToken),
            KeyScope.System => ChangeAsync(
                keys => change(keys.SystemKeys) is var changed && changed == keys.SystemKeys ? keys : new FunctionKeys(keys.MasterKey, keys.HostKeys, changed),
                cancellationToken),
            _ => ChangeAsync(
                keys => change(keys.HostKeys) is var changed && changed == keys.HostKeys ? keys : new FunctionKeys(keys.MasterKey, changed, keys.SystemKeys),
                cancellationToken),
        };

    private Task<FunctionKeys> ChangeAsync(Func<FunctionKeys, FunctionKeys> change, CancellationToken cancellationToken) =>
        _host.ChangeAsync(
            (known, cancellation) => _hostBlob.ChangeAsync(keys => change(keys ?? known ?? FunctionKeyStore.NewHostKeys()), cancellation), cancellationToken);

    private Task<IReadOnlyDictionary<string, string>> ChangeAsync(
        string functionName, Func<IReadOnlyDictionary<string, string>?, IReadOnlyDictionary<string, string>> change, CancellationToken cancellationToken) =>
        CacheOf(functionName).ChangeAsync(
            (known, cancellation) => BlobOf(functionName).ChangeAsync(
                keys => change(keys ?? (known is { Count: > 0 } ? known : null)), cancellation),
            cancellationToken);

    private KeyCache<IReadOnlyDictionary<string, string>> CacheOf(string functionName) =>
        _functions.GetOrAdd(functionName, name => new KeyCache<IReadOnlyDictionary<string, string>>(
            async (known, cancellation) => known is { Count: > 0 }
                ? await BlobOf(name).ReadOrWriteAsync(() => known, cancellation)
                : await BlobOf(name).ReadAsync(cancellation) ?? None,
            _time,
            Report));

    private KeyBlob<IReadOnlyDictionary<string, string>> BlobOf(string functionName) =>
        new(_blobs, _hostId, $"{functionName.ToLowerInvariant()}.json", FunctionKeyFormat.Instance);

    private void Report(Exception outage, bool hasKeys) => KeyLog.Unreadable(_logger, StorageFailure.Reason(outage), hasKeys);
}
