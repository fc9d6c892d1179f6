using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Storage.Signals;

namespace CapacityFunctions.Forecasts;

/// <summary>
/// The signals of an account as external inputs: its own and those of all accounts; its own win where both have the same name.
/// </summary>
public sealed class SeriesSignals(SignalStore signals)
{
    /// <summary>Reads what is known from one time to another, and what was in force at the first.</summary>
    public async Task<ExternalInputs> ReadAsync(AccountId account, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        IReadOnlyList<SignalValue> own = await signals.ReadAsync(account.Value, from, to, cancellationToken);
        IReadOnlyList<SignalValue> shared = await signals.ReadAsync(Override.Everything, from, to, cancellationToken);
        return Of(own, shared);
    }

    /// <summary>The same with further values, as if they were stored; of two for one signal, scope and time the further one counts.</summary>
    public async Task<ExternalInputs> ReadAsync(
        AccountId account, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<SignalValue> further, CancellationToken cancellationToken) => Of(
        With(await signals.ReadAsync(account.Value, from, to, cancellationToken), further, account.Value),
        With(await signals.ReadAsync(Override.Everything, from, to, cancellationToken), further, Override.Everything));

    private static SignalValue[] With(IReadOnlyList<SignalValue> stored, IReadOnlyList<SignalValue> further, string scope) =>
    [
        .. stored.Concat(further.Where(value => string.Equals(value.Scope, scope, StringComparison.Ordinal)))
            .GroupBy(value => (value.Signal, value.Timestamp))
            .Select(same => same.Last()),
    ];

    internal static ExternalInputs Of(IReadOnlyList<SignalValue> own, IReadOnlyList<SignalValue> shared)
    {
        HashSet<string> names = [.. own.Select(value => value.Signal)];
        return new ExternalInputs(own
            .Concat(shared.Where(value => !names.Contains(value.Signal)))
            .GroupBy(value => value.Signal, StringComparer.Ordinal)
            .Select(signal => new ExternalInput(
                signal.Key, InputKnowledge.KnownAhead, signal.Select(value => new Observation(value.Timestamp, value.Value)))));
    }
}
