using System.Globalization;
using System.Text;

namespace CapacityFunctions.Testing;

/// <summary>A few accounts with two days of regular usage, enough to decide on and quick to forecast.</summary>
public static class SmallOrganisation
{
    public const string Resource = "cores";

    /// <summary>The organisation's newest observation ends here; a whole hour, so that every run decides the same.</summary>
    public static DateTimeOffset End { get; } = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What moves the app's clock so that <see cref="End"/> was half a minute ago.</summary>
    public static TimeSpan ClockOffset => End.AddSeconds(30) - TimeProvider.System.GetUtcNow();

    public static async Task SendAsync(AppProcess app, int accounts, string mode = "Enforce")
    {
        for (int account = 0; account < accounts; account++)
        {
            await app.PutAccountAsync(Name(account), new
            {
                id = Name(account),
                priority = 1 + (account % 3),
                mode,
                resources = new Dictionary<string, object>(StringComparer.Ordinal) { [Resource] = new { guaranteedMinimum = 2, maximum = 200 } },
            });
        }

        await app.PostUsageAsync(Usage(accounts, End.AddDays(-2), End));
    }

    public static string Name(int account) => $"account-{account:00}";

    /// <summary>A daily wave between 10 and 30 units, later for each account by an hour.</summary>
    public static string Usage(int accounts, DateTimeOffset from, DateTimeOffset to)
    {
        StringBuilder csv = new("account_id,timestamp,resource_type,value,zone\n");
        for (int account = 0; account < accounts; account++)
        {
            for (DateTimeOffset at = from; at < to; at += TimeSpan.FromMinutes(5))
            {
                double value = 20 + (10 * Math.Sin(2 * Math.PI * (at.TimeOfDay.TotalHours - account) / 24));
                csv.Append(CultureInfo.InvariantCulture, $"{Name(account)},{at:yyyy-MM-ddTHH:mm:ssZ},{Resource},{value:0.###},{1 + (account % 3)}\n");
            }
        }

        return csv.ToString();
    }
}
