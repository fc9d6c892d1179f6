using System.Globalization;
using System.Security.Cryptography;

namespace CapacityFunctions.EndToEnd.Tests.Crashes;

/// <summary>What a run of the crash tests can be told by the environment.</summary>
internal static class CrashSettings
{
    private const string KillsVariable = "CAPACITY_CRASH_KILLS";
    private const string SeedVariable = "CAPACITY_CRASH_SEED";
    private const int DefaultKills = 12;

    /// <summary>Kills of the app in one run; 50 for the whole proof.</summary>
    public static int Kills => Setting(KillsVariable, DefaultKills);

    /// <summary>The seed of all that is random; told to the reader of a failure, who can set it.</summary>
    public static int Seed(ITestOutputHelper output)
    {
        int seed = Setting(SeedVariable, RandomNumberGenerator.GetInt32(int.MaxValue));
        output.WriteLine($"{SeedVariable}={seed} {KillsVariable}={Kills}");
        return seed;
    }

    public static Random Random(ITestOutputHelper output) => new(Seed(output));

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
