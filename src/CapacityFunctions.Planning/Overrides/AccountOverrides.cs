namespace CapacityFunctions.Planning.Overrides;

/// <summary>The instructions that hold for one account and resource type now: at most one of each kind.</summary>
public sealed class AccountOverrides
{
    private readonly IReadOnlyDictionary<OverrideKind, Override> _byKind;

    internal AccountOverrides(IReadOnlyDictionary<OverrideKind, Override> byKind) => _byKind = byKind;

    public static AccountOverrides None { get; } = new(new Dictionary<OverrideKind, Override>());

    /// <summary>By kind.</summary>
    public IEnumerable<Override> All => _byKind.Values.OrderBy(instruction => instruction.Kind);

    /// <summary>The instruction of a kind; null when there is none.</summary>
    public Override? Find(OverrideKind kind) => _byKind.GetValueOrDefault(kind);
}
