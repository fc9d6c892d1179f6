using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Cli.Learning;

/// <summary>The series of a file as learned models know them: the same name and words in training and in every forecast.</summary>
/// <param name="timeZone">Whose clock usage follows.</param>
/// <param name="accounts">What is known of accounts; empty for nothing.</param>
internal sealed class SeriesDescriptions(TimeZoneInfo timeZone, IReadOnlyList<LinkedAccount> accounts)
{
    private readonly Dictionary<AccountId, LinkedAccount> byId = accounts.ToDictionary(account => account.Id);

    public TimeZoneInfo TimeZone => timeZone;

    /// <param name="timeZone">Whose clock usage follows.</param>
    /// <param name="accountsPath">Accounts JSON; null for none.</param>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static SeriesDescriptions Read(TimeZoneInfo timeZone, string? accountsPath) =>
        new(timeZone, accountsPath is null ? [] : AccountsFile.Read(accountsPath));

    /// <param name="source">The series.</param>
    /// <param name="inputs">What may help, in UTC and judged.</param>
    public LearnedSeries Of(UsageSeries source, ExternalInputs inputs) => new(
        $"{source.AccountId.Value}\n{source.ResourceType.Value}", [.. Traits(source)], WallClock.Of(inputs, timeZone, source.Series.Step));

    /// <inheritdoc cref="Of(UsageSeries, ExternalInputs)"/>
    /// <param name="source">The series.</param>
    /// <param name="history">What of its usage may be learned from.</param>
    /// <param name="inputs">What may help, in UTC and judged.</param>
    public PanelSeries Of(UsageSeries source, TimeSeries history, ExternalInputs inputs) => new(Of(source, inputs), WallClock.Of(history, timeZone));

    private IEnumerable<string> Traits(UsageSeries source)
    {
        yield return $"resource-type={source.ResourceType.Value}";
        if (!byId.TryGetValue(source.AccountId, out LinkedAccount? account))
        {
            yield break;
        }

        yield return $"priority={account.Priority}";
        yield return $"time-zone={account.TimeZone ?? TimeZoneInfo.Utc.Id}";
        if (account.BusinessUnit is { } unit)
        {
            yield return $"business-unit={unit}";
        }
    }
}
