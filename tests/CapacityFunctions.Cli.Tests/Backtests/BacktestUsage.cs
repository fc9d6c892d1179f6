using System.Globalization;
using System.Text;

namespace CapacityFunctions.Cli.Tests.Backtests;

/// <summary>Ten days of hours with a daily season and a ripple.</summary>
internal static class BacktestUsage
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    /// <param name="accounts">Named account-0, account-1 and so on.</param>
    /// <param name="change">Turns hour and value into another value, or null to leave the hour out.</param>
    public static string Csv(int accounts, Func<int, double, double?>? change = null)
    {
        StringBuilder usage = new("account_id,timestamp,resource_type,value\n");
        for (int hour = 0; hour < 240; hour++)
        {
            for (int account = 0; account < accounts; account++)
            {
                double value = Value(account, Hour(hour));
                if ((change is null ? value : change(hour, value)) is { } kept)
                {
                    usage.Append(Row($"account-{account}", hour, kept));
                }
            }
        }

        return usage.ToString();
    }

    public static string Row(string account, int hour, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{account},{Hour(hour):yyyy-MM-ddTHH:mm:ssZ},cpu,{value:R}\n");

    public static DateTimeOffset Hour(int hour) => Start.AddHours(hour);

    public static double Value(int account, DateTimeOffset instant)
    {
        int hour = (int)(instant - Start).TotalHours;
        return (10 * (account + 1)) + (5 * Math.Sin(2 * Math.PI * hour / 24)) + (((hour * 7919) + (account * 31)) % 101 * 0.02);
    }
}
