using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Storage.Tests;

/// <summary>Times and names that the tests share.</summary>
internal static class Instants
{
    internal static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    internal static readonly AccountId Alpha = new("alpha");

    internal static readonly AccountId Beta = new("beta");

    internal static readonly ResourceType Cpu = new("cpu");

    /// <summary>Names with everything that keys may not hold, that URLs and filters treat specially, or that only looks like an escape.</summary>
    internal static readonly string[] NastyNames =
    [
        "a/b\\c#d?e",
        "100%",
        "%2F%252f",
        "~s",
        "~",
        "a|b",
        "O'Neil '' \"x\"",
        "a+b & c=d;e,f:g@h!$()*[]{}<>^`",
        "..",
        "Ünïcødé ßtraße",
        "日本語アカウント",
        "😀👩‍👩‍👧",
        "e\u0301 and \u00E9",
        "\u200Bzero\uFEFFwidth\u2028line",
        new string('/', 128),
        new string('界', 128),
    ];

    public static TheoryData<string> NastyNameRows => [.. NastyNames];
}
