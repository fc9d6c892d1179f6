using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Previews;
using CapacityFunctions.Storage.Accounts;

namespace CapacityFunctions.Api.Overrides;

/// <summary>
/// What a new override needs to know of the rest of the system, where the rest answers. Nothing here may keep an override from being given: a freeze
/// is needed most when other things are broken.
/// </summary>
public sealed class OverrideBinds(OverridePreviewer previewer, AccountStore accounts, TimeProvider time)
{
    /// <summary>How long an operator waits for sentences about an override that is in force already.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>False only when it is certain that there is no such account.</summary>
    public async Task<bool> MayExistAsync(string scope, CancellationToken cancellationToken) =>
        string.Equals(scope, Override.Everything, StringComparison.Ordinal)
        || (await TryAsync<bool?>(async limit => await accounts.GetAsync(new AccountId(scope), limit) is not null, cancellationToken)).Value is not false;

    /// <summary>What will bind it; or that this can't be told now, and why.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Override created, CancellationToken cancellationToken)
    {
        (IReadOnlyList<string>? binds, string? trouble) = await TryAsync<IReadOnlyList<string>?>(
            async limit => await previewer.BindsAsync(created, limit), cancellationToken);
        return binds ?? [$"it is in force; what binds it can't be told now: {trouble}"];
    }

    private async Task<(T? Value, string? Trouble)> TryAsync<T>(Func<CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(Patience, time);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            // A provider that doesn't heed its token must not hold the answer up either.
            return (await read(limit.Token).WaitAsync(limit.Token), null);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested)
        {
            return (default, patience.IsCancellationRequested ? $"no answer within {Patience.TotalSeconds:0} s" : broken.Message.Split('\n', 2)[0].TrimEnd());
        }
    }
}
