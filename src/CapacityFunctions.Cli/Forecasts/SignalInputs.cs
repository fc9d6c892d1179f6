using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>The signals of a file as external inputs of forecasts.</summary>
internal sealed class SignalInputs
{
    private const string Everybody = "*";

    private readonly Dictionary<string, ExternalInput[]> byScope;

    private SignalInputs(Dictionary<string, ExternalInput[]> byScope) => this.byScope = byScope;

    /// <summary>No signals.</summary>
    public static SignalInputs None { get; } = new([]);

    /// <param name="path">Signals CSV; null for none.</param>
    /// <exception cref="InputException">The file cannot be read, a row is no signal, or there is none.</exception>
    public static SignalInputs Read(string? path)
    {
        if (path is null)
        {
            return None;
        }

        SignalValue[] values = [.. SignalsFile.Read(path)];
        return values.Length > 0 ? Of(values) : throw InputException.In(path, "holds no signal");
    }

    public static SignalInputs Of(IEnumerable<SignalValue> values) => new(values
        .GroupBy(value => value.Scope, StringComparer.Ordinal)
        .ToDictionary(
            scope => scope.Key,
            scope => scope
                .GroupBy(value => value.Signal, StringComparer.Ordinal)
                .Select(signal => new ExternalInput(
                    signal.Key, InputKnowledge.KnownAhead, signal.Select(value => new Observation(value.Timestamp, value.Value))))
                .ToArray(),
            StringComparer.Ordinal));

    /// <summary>
    /// What concerns an account: its own signals and those of all accounts; its own win where both have the same name. Whether a signal's future
    /// is known its values say: see <see cref="ExternalInput.JudgedAt"/>.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="end">Exclusive end of the series.</param>
    /// <param name="forecastEnd">Exclusive end of a forecast from there.</param>
    public ExternalInputs For(AccountId account, DateTimeOffset end, DateTimeOffset forecastEnd)
    {
        ExternalInput[] own = byScope.GetValueOrDefault(account.Value) ?? [];
        HashSet<string> names = [.. own.Select(input => input.Name)];
        IEnumerable<ExternalInput> shared = (byScope.GetValueOrDefault(Everybody) ?? []).Where(input => !names.Contains(input.Name));
        return new ExternalInputs(own.Concat(shared)).JudgedAt(end, forecastEnd);
    }
}
