using System.Net.Http.Json;
using System.Text.Json;
using CapacityFunctions.Azure.Expiry;
using CapacityFunctions.Azure.Options;

namespace CapacityFunctions.Azure.Prices;

/// <summary>Pay-as-you-go prices of sizes, which is what unused reservations cost. Asked without any identity; kept for a while.</summary>
internal sealed class RetailPrices(HttpClient http, AzureProviderOptions options, TimeProvider time, AzureLog log)
{
    private const string ApiVersion = "2023-01-01-preview";
    private const int MostPages = 20;

    private readonly ExpiringCache<string, decimal> _prices = new(options.PriceLifetime, time);

    /// <summary>Price of one unit for an hour, in the currency of the options.</summary>
    /// <param name="size">As the service spells it: filters are case-sensitive.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InvalidOperationException">There is no price for it, and there never was.</exception>
    /// <exception cref="HttpRequestException">No price is to be had, and none ever was.</exception>
    internal async Task<decimal> ReadAsync(string size, CancellationToken cancellationToken)
    {
        try
        {
            return await _prices.GetAsync(size, () => FetchAsync(size, cancellationToken));
        }
        catch (Exception problem) when (IsPassing(problem, cancellationToken) && _prices.TryGetOld(size, out decimal old))
        {
            log.OldPrice(size, problem.GetType().Name);
            return old;
        }
    }

    private async Task<decimal> FetchAsync(string size, CancellationToken cancellationToken)
    {
        string filter = $"serviceName eq 'Virtual Machines' and armRegionName eq '{options.Location}' and armSkuName eq '{size}' and priceType eq 'Consumption'";
        Uri? page = new(
            options.PricesEndpoint,
            $"/api/retail/prices?api-version={ApiVersion}&currencyCode='{options.Currency}'&$filter={Uri.EscapeDataString(filter)}");
        List<RetailPriceRow> rows = [];
        for (int pages = 0; page is not null && pages < MostPages; pages++)
        {
            RetailPricePage answer = await http.GetFromJsonAsync<RetailPricePage>(page, cancellationToken)
                ?? throw new InvalidOperationException("Azure Retail Prices answered nothing.");
            rows.AddRange(answer.Items.Where(row => row.IsPlainHourOf(size, options.Location)));
            page = answer.NextPageLink is { Length: > 0 } next ? Own(next) : null;
        }

        // A change of price is listed beside the old one, with its date.
        return rows
            .Where(row => row.EffectiveStartDate <= time.GetUtcNow())
            .OrderByDescending(row => row.EffectiveStartDate)
            .ThenBy(row => row.RetailPrice)
            .Select(row => (decimal?)row.RetailPrice)
            .FirstOrDefault()
            ?? throw new InvalidOperationException($"Azure Retail Prices lists no pay-as-you-go price of {size} in {options.Location}.");
    }

    private static bool IsPassing(Exception problem, CancellationToken cancellationToken) =>
        problem is HttpRequestException or InvalidOperationException or JsonException
        || (problem is TaskCanceledException && !cancellationToken.IsCancellationRequested);

    private Uri Own(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out Uri? next) && next.IdnHost == options.PricesEndpoint.IdnHost && next.Scheme == Uri.UriSchemeHttps
            ? next
            : throw new InvalidOperationException("Azure Retail Prices links to another host; it is not followed.");
}
