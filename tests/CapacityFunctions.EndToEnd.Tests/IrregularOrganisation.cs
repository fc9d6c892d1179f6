using System.Globalization;
using System.Text;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>
/// Two weeks of accounts that share an irregular day, each in its own size and with noise of its own from hour to hour: what learns over all of them
/// forecasts better than the last day.
/// </summary>
internal static class IrregularOrganisation
{
    private const int Days = 14;

    public static async Task SendAsync(AppProcess app, int accounts)
    {
        for (int account = 0; account < accounts; account++)
        {
            await app.PutAccountAsync(SmallOrganisation.Name(account), new { id = SmallOrganisation.Name(account), priority = 1 + (account % 3) });
        }

        await app.PostUsageAsync(Usage(accounts));
    }

    private static string Usage(int accounts)
    {
        StringBuilder csv = new("account_id,timestamp,resource_type,value,zone\n");
        for (int account = 0; account < accounts; account++)
        {
            Random noise = new(account + 1);
            for (DateTimeOffset hour = SmallOrganisation.End.AddDays(-Days); hour < SmallOrganisation.End; hour += TimeSpan.FromHours(1))
            {
                double level = 10 + (hour.Hour * 11 % 24) + (6 * (noise.NextDouble() - 0.5));
                for (int step = 0; step < 12; step++)
                {
                    double value = (account + 1) * (level + (0.5 * noise.NextDouble()));
                    csv.Append(
                        CultureInfo.InvariantCulture,
                        $"{SmallOrganisation.Name(account)},{hour.AddMinutes(5 * step):yyyy-MM-ddTHH:mm:ssZ},{SmallOrganisation.Resource},{value:0.###},1\n");
                }
            }
        }

        return csv.ToString();
    }
}
