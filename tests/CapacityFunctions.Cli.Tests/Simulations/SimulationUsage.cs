using System.Globalization;
using System.Text;

namespace CapacityFunctions.Cli.Tests.Simulations;

/// <summary>Ten days of hours with a daily season and a ripple, for two accounts.</summary>
internal static class SimulationUsage
{
    public const int Hours = 240;

    /// <summary>Hourly, from the eighth day on, an hour from an order to its time.</summary>
    public const string Scenario = """
        {"grid":"1h","start":"2026-11-09T00:00:00Z","provisioningMinutes":60,"pricePerUnitHour":0.2,"shortageCostPerUnitHour":2}
        """;

    public static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    /// <param name="change">Turns account, hour and value into another value, or null to leave the hour out.</param>
    public static string Csv(Func<int, int, double, double?>? change = null)
    {
        StringBuilder usage = new("account_id,timestamp,resource_type,value\n");
        for (int hour = 0; hour < Hours; hour++)
        {
            for (int account = 0; account < 2; account++)
            {
                double value = Value(account, hour);
                if ((change is null ? value : change(account, hour, value)) is { } kept)
                {
                    usage.Append(CultureInfo.InvariantCulture, $"account-{account},{Start.AddHours(hour):yyyy-MM-ddTHH:mm:ssZ},cpu,{kept:R}\n");
                }
            }
        }

        return usage.ToString();
    }

    public static double Value(int account, int hour) =>
        (10 * (account + 1)) + (5 * Math.Sin(2 * Math.PI * hour / 24)) + (((hour * 7919) + (account * 31)) % 101 * 0.02);
}
