namespace CapacityFunctions.Embedded.Functions;

/// <summary>The keys that count for a whole host. Their text form shows none of them.</summary>
public sealed class FunctionKeys
{
    /// <summary>The name under which a caller with the master key is known.</summary>
    public const string MasterKeyName = "master";

    /// <summary>The name of the function key that every host has.</summary>
    public const string DefaultKeyName = "default";

    private static readonly Dictionary<string, string> None = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="masterKey">Opens everything, administration included.</param>
    /// <param name="hostKeys">Name → key, for all functions of level Function; may be empty.</param>
    /// <param name="systemKeys">Name → key, for all functions of level System; null for none.</param>
    public FunctionKeys(string masterKey, IReadOnlyDictionary<string, string> hostKeys, IReadOnlyDictionary<string, string>? systemKeys = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(masterKey);
        ArgumentNullException.ThrowIfNull(hostKeys);
        MasterKey = masterKey;
        HostKeys = hostKeys;
        SystemKeys = systemKeys ?? None;
    }

    public string MasterKey { get; }

    public IReadOnlyDictionary<string, string> HostKeys { get; }

    public IReadOnlyDictionary<string, string> SystemKeys { get; }

    /// <summary>The key for ordinary calls: the one named default, or the master key where somebody removed that.</summary>
    public string DefaultKey => HostKeys.TryGetValue(DefaultKeyName, out string? key) ? key : MasterKey;

    public override string ToString() => $"{HostKeys.Count + SystemKeys.Count + 1} keys";
}
