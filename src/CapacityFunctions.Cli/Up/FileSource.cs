using System.Security.Cryptography;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Up;

/// <summary>The user's own usage. An account that no accounts file describes gets the defaults of <see cref="LinkedAccount"/>.</summary>
internal sealed record FileSource : DataSource
{
    /// <summary>An account that was silent for this long has ended, for the hint on where to begin.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(30);

    private readonly UsageRow[] _rows;
    private readonly AccountPerformance[] _performance;

    private FileSource(UsageRow[] rows, AccountPerformance[] performance) => (_rows, _performance) = (rows, performance);

    public required string UsagePath { get; init; }

    /// <summary>Accounts of the usage that nobody described.</summary>
    public required int DefaultAccounts { get; init; }

    /// <summary>Where to begin instead, when the usage of most accounts ends before <see cref="DataSource.Newest"/>; null when it does not.</summary>
    public required BetterBeginning? BetterBeginning { get; init; }

    public override string UsageName => UsagePath;

    /// <param name="usagePath">Usage CSV.</param>
    /// <param name="accountsPath">Accounts JSON; null for defaults.</param>
    /// <param name="signalsPath">Signals CSV; null for none.</param>
    /// <param name="performancePath">Performance CSV; null for none.</param>
    /// <param name="at">The history ends here, and what follows is fed as the clock moves; null for all of it.</param>
    /// <exception cref="InputException">A file cannot be used.</exception>
    public static FileSource Read(
        string usagePath, string? accountsPath, string? signalsPath, string? performancePath = null, DateTimeOffset? at = null)
    {
        IReadOnlyList<LinkedAccount> described = accountsPath is null ? [] : AccountsFile.Read(accountsPath);
        SignalValue[] signals = signalsPath is null ? [] : [.. SignalsFile.Read(signalsPath)];
        AccountPerformance[] performance = performancePath is null
            ? []
            : [.. PerformanceFile.Read(performancePath).OrderBy(measured => measured.Sample.At)];
        UsageRow[] rows = [.. UsageFile.Read(usagePath)];
        UsageRow[] observed = [.. rows.Where(row => double.IsFinite(row.Value) && (at is not { } end || row.Timestamp <= end))];
        if (observed.Length == 0)
        {
            throw InputException.In(usagePath, at is null ? "holds no observation" : "holds no observation up to the time of --at");
        }

        DateTimeOffset newest = observed.Max(row => row.Timestamp);
        HashSet<string> known = [.. described.Select(account => account.Id.Value)];
        LinkedAccount[] others = [.. rows.Select(row => row.AccountId).Distinct(StringComparer.Ordinal)
            .Where(id => !known.Contains(id) && AccountId.TryParse(id, out _))
            .Order(StringComparer.Ordinal)
            .Select(id => new LinkedAccount { Id = new AccountId(id) })];

        string hash = HashOf(performancePath is null ? [usagePath, accountsPath, signalsPath] : [usagePath, accountsPath, signalsPath, performancePath], at);
        string stem = Path.GetFileName(usagePath).Split('.', 2)[0];
        return new FileSource(rows, performance)
        {
            Identity = hash,
            Prefix = $"u{hash}",
            Folder = Path.Combine(".capacity", $"{stem}-{hash}"),
            Title = usagePath,
            Accounts = [.. described, .. others],
            Signals = signals,
            Newest = newest,
            BetterBeginning = Cli.Up.BetterBeginning.Of(observed, newest, Silence),
            UsagePath = usagePath,
            DefaultAccounts = others.Length,
        };
    }

    /// <summary>Rows whose time nobody can place (not a number where the value should be) go along: the app says what is wrong with them.</summary>
    public override IEnumerable<UsageRow> History() => _rows.Where(row => row.Timestamp <= Newest || !double.IsFinite(row.Value));

    public override IEnumerable<UsageRow> After(DateTimeOffset instant) =>
        _rows.Where(row => row.Timestamp > instant && double.IsFinite(row.Value)).OrderBy(row => row.Timestamp);

    public override IEnumerable<AccountPerformance> PerformanceAfter(DateTimeOffset instant) =>
        _performance.SkipWhile(measured => measured.Sample.At <= instant);

    /// <summary>Eight hexadecimal digits of the contents and the beginning: other files, other organisation.</summary>
    private static string HashOf(IEnumerable<string?> paths, DateTimeOffset? at)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string? path in paths)
        {
            hash.AppendData(path is null ? [] : SHA256.HashData(File.ReadAllBytes(path)));
        }

        if (at is { } instant)
        {
            hash.AppendData(BitConverter.GetBytes(instant.UtcTicks));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }
}
