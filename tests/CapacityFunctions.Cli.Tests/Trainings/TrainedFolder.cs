using System.Text;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.Backtests;
using CapacityFunctions.Cli.Tests.CommandLine;

namespace CapacityFunctions.Cli.Tests.Trainings;

/// <summary>Models learned once, by one thread, for all tests of a class: five accounts, six days of hours, six steps ahead.</summary>
public sealed class TrainedFolder : IAsyncLifetime
{
    public const int Horizon = 6;

    private const int Accounts = 5;
    private const int Hours = 144;

    private readonly TemporaryFolder _folder = new();

    internal Invocation Training { get; private set; } = null!;

    public string Usage => PathOf("u.csv");

    public string Models => PathOf("models");

    public async ValueTask InitializeAsync()
    {
        _folder.Write("u.csv", Csv(Accounts));
        Training = await Invocation.RunAsync(
            "train", "--input", Usage, "--output", Models, "--horizon", $"{Horizon}", "--threads", "1", "--report", PathOf("r.json"));
        Assert.Equal((ExitCodes.Success, string.Empty), (Training.ExitCode, Training.Error));
    }

    public string PathOf(string name) => _folder.PathOf(name);

    public string Write(string name, string content) => _folder.Write(name, content);

    /// <summary>The models in a directory of a test's own.</summary>
    public string Copy(string name)
    {
        Directory.CreateDirectory(PathOf(name));
        foreach (string file in Directory.GetFiles(Models))
        {
            File.Copy(file, Path.Combine(PathOf(name), Path.GetFileName(file)));
        }

        return PathOf(name);
    }

    /// <summary>The first hours of <see cref="BacktestUsage"/>.</summary>
    public static string Csv(int accounts)
    {
        StringBuilder usage = new("account_id,timestamp,resource_type,value\n");
        for (int account = 0; account < accounts; account++)
        {
            for (int hour = 0; hour < Hours; hour++)
            {
                usage.Append(BacktestUsage.Row($"account-{account}", hour, BacktestUsage.Value(account, BacktestUsage.Hour(hour))));
            }
        }

        return usage.ToString();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
