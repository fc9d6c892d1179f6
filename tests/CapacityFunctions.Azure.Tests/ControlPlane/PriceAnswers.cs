using System.Text.RegularExpressions;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

internal static partial class PriceAnswers
{
    private const int PageSize = 2;

    internal static Reply List(ControlPlaneWorld world, Call call)
    {
        Match filter = Filter().Match(call.Query["$filter"].ToString());
        if (!filter.Success || call.Query["currencyCode"] != "'USD'")
        {
            throw new BadCallException($"$filter is '{call.Query["$filter"]}', currencyCode {call.Query["currencyCode"]}.");
        }

        int skip = int.TryParse(call.Query["$skip"], out int token) ? token : 0;
        PriceState[] rows = [.. world.Prices.Where(row => row.Size == filter.Groups["size"].Value && row.Region == filter.Groups["region"].Value)];
        return new Reply(200, new
        {
            BillingCurrency = "USD",
            Items = rows.Skip(skip).Take(PageSize).Select(Body),
            NextPageLink = skip + PageSize < rows.Length
                ? $"{call.Origin}/api/retail/prices?api-version=2023-01-01-preview&currencyCode='USD'&$filter={Uri.EscapeDataString(call.Query["$filter"].ToString())}&$skip={skip + PageSize}"
                : null,
            Count = rows.Length,
        });
    }

    private static object Body(PriceState row) => new
    {
        currencyCode = "USD",
        tierMinimumUnits = 0.0,
        retailPrice = row.Price,
        unitPrice = row.Price,
        armRegionName = row.Region,
        location = "EU West",
        effectiveStartDate = row.From,
        productName = row.ProductName,
        skuName = row.SkuName,
        meterName = row.MeterName,
        serviceName = "Virtual Machines",
        unitOfMeasure = row.Unit,
        type = row.Type,
        isPrimaryMeterRegion = row.Primary,
        armSkuName = row.Size,
    };

    [GeneratedRegex("^serviceName eq 'Virtual Machines' and armRegionName eq '(?<region>[^']+)' and armSkuName eq '(?<size>[^']+)' and priceType eq 'Consumption'$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Filter();
}
