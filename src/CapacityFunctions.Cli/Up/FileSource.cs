using System.Security.Cryptography;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Up;

/// <summary>The user's own usage. An account that no accounts file describes gets the defaults of <see cref="LinkedAccount"/>.</summary>
internal sealed record FileSource : DataSource
{
    private readonly UsageRow[] _rows;

    private FileSource(UsageRow[] rows) => _rows = rows;

    public required string UsagePath { get; init; }

    /// <summary>Accounts of the usage that nobody described.</summary>
    public required int DefaultAccounts { get; init; }

    public override string UsageName => UsagePath;

    /// <exception cref="InputException">A file cannot be used.</exception>
    public static FileSource Read(string usagePath, string? accountsPath, string? signalsPath)
    {
        IReadOnlyList<LinkedAccount> described = accountsPath is null ? [] : AccountsFile.Read(accountsPath);
        SignalValue[] signals = signalsPath is null ? [] : [.. SignalsFile.Read(signalsPath)];
        UsageRow[] rows = [.. UsageFile.Read(usagePath)];
        DateTimeOffset[] instants = [.. rows.Where(row => double.IsFinite(row.Value)).Select(row => row.Timestamp)];
        if (instants.Length == 0)
        {
            throw InputException.In(usagePath, "holds no observation");
        }

        HashSet<string> known = [.. described.Select(account => account.Id.Value)];
        LinkedAccount[] others = [.. rows.Select(row => row.AccountId).Distinct(StringComparer.Ordinal)
            .Where(id => !known.Contains(id) && AccountId.TryParse(id, out _))
            .Order(StringComparer.Ordinal)
            .Select(id => new LinkedAccount { Id = new AccountId(id) })];

        string hash = HashOf([usagePath, accountsPath, signalsPath]);
        string stem = Path.GetFileName(usagePath).Split('.', 2)[0];
        return new FileSource(rows)
        {
            Identity = hash,
            Prefix = $"u{hash}",
            Folder = Path.Combine(".capacity", $"{stem}-{hash}"),
            Title = usagePath,
            Accounts = [.. described, .. others],
            Signals = signals,
            Newest = instants.Max(),
            UsagePath = usagePath,
            DefaultAccounts = others.Length,
        };
    }

    public override IEnumerable<UsageRow> History() => _rows;

    public override IEnumerable<UsageRow> After(DateTimeOffset instant) => [];

    /// <summary>Eight hexadecimal digits of the contents: other files, other organisation.</summary>
    private static string HashOf(IEnumerable<string?> paths)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string? path in paths)
        {
            hash.AppendData(path is null ? [] : SHA256.HashData(File.ReadAllBytes(path)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }
}
