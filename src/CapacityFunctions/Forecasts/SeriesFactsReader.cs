using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Accounts;

namespace CapacityFunctions.Forecasts;

/// <summary>Reads what is known of a series beside its usage.</summary>
public sealed class SeriesFactsReader(AccountStore accounts, SeriesSignals signals)
{
    /// <summary>How far ahead signals are read: a week, and a day for usage that is late.</summary>
    private static readonly TimeSpan LongestForecast = TimeSpan.FromDays(8);

    /// <param name="series">The series.</param>
    /// <param name="from">From when on signals are read.</param>
    /// <param name="end">End of the history; signals are read as far beyond it as forecasts may reach.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<SeriesFacts> ReadAsync(SeriesKey series, DateTimeOffset from, DateTimeOffset end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new SeriesFacts(
            series,
            (await accounts.GetAsync(series.AccountId, cancellationToken))?.Value,
            await signals.ReadAsync(series.AccountId, from, end + LongestForecast, cancellationToken));
    }
}
