using System.Globalization;
using System.Text;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests.Crashes;

/// <summary>
/// Accounts whose demand has a daily wave and, from the first cycle on, grows or shrinks with every step, so that every cycle has something to
/// reserve. Accounts join over time; each brings two days of usage.
/// </summary>
internal sealed class GrowingOrganisation
{
    public const string Resource = "cores";
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan History = TimeSpan.FromDays(2);
    private readonly DateTimeOffset _firstCycle = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    public int Accounts { get; private set; }

    /// <summary>The scheduled time of a cycle, counted from 0.</summary>
    public DateTimeOffset TimeOf(int cycle) => _firstCycle + (cycle * Step);

    /// <summary>Units by which demand of the next rows lies above its course; usage of a step that is sent again only counts when it is higher.</summary>
    public double Surge { get; set; }

    /// <summary>From now on there is one more account; it has still to be sent.</summary>
    public int Join() => Accounts++;

    /// <summary>Sends an account with its usage up to a cycle. Sending it again changes nothing.</summary>
    public async Task SendAccountAsync(AppProcess app, int account, int cycle)
    {
        await app.PutAccountAsync(Name(account), new
        {
            id = Name(account),
            priority = 1 + (account % 3),
            mode = "Enforce",
            resources = new Dictionary<string, object>(StringComparer.Ordinal) { [Resource] = new { guaranteedMinimum = 2, maximum = 2000 } },
        });
        await app.PostUsageAsync(Csv(account, account + 1, _firstCycle - History, TimeOf(cycle)));
    }

    /// <summary>Sends what every account used in the last steps before a cycle.</summary>
    public Task SendUsageAsync(AppProcess app, int cycle, int steps) =>
        app.PostUsageAsync(Csv(0, Accounts, TimeOf(cycle) - (steps * Step), TimeOf(cycle)));

    private string Csv(int firstAccount, int afterLastAccount, DateTimeOffset from, DateTimeOffset to)
    {
        StringBuilder csv = new("account_id,timestamp,resource_type,value,zone\n");
        for (int account = firstAccount; account < afterLastAccount; account++)
        {
            for (DateTimeOffset at = from; at < to; at += Step)
            {
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{Name(account)},{at:yyyy-MM-ddTHH:mm:ssZ},{Resource},{Usage(account, at):0.###},{1 + (account % 3)}\n");
            }
        }

        return csv.ToString();
    }

    /// <summary>Between 100 and 140 units before the first cycle; then 4 more a step, or 1 less for every third account.</summary>
    private double Usage(int account, DateTimeOffset at)
    {
        double wave = 20 * Math.Sin(2 * Math.PI * (at.TimeOfDay.TotalHours - account) / 24);
        double steps = Math.Max(0, (at - _firstCycle) / Step);
        return 120 + wave + ((account % 3 == 2 ? -1 : 4) * steps) + (at < _firstCycle ? 0 : Surge);
    }

    private static string Name(int account) => $"account-{account:00}";
}
