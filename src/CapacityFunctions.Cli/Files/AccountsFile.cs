using System.Text.Json;
using System.Text.Json.Serialization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Cli.Files;

/// <summary>Accounts as a JSON array of <see cref="LinkedAccount"/> in camelCase; fields that it does not know are refused.</summary>
internal static class AccountsFile
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <exception cref="InputException">The file is no such array, or names an account twice.</exception>
    public static IReadOnlyList<LinkedAccount> Read(string path)
    {
        LinkedAccount[] accounts = JsonInput.Read(path, stream => JsonSerializer.Deserialize<LinkedAccount[]>(stream, Json));
        HashSet<AccountId> seen = [];
        for (int i = 0; i < accounts.Length; i++)
        {
            if (accounts[i] is null)
            {
                throw InputException.In(path, $"$[{i}]: null stands where an account is needed");
            }

            if (!seen.Add(accounts[i].Id))
            {
                throw InputException.In(path, $"$[{i}].id: the account {accounts[i].Id} is there twice");
            }
        }

        return accounts;
    }

    public static void Write(TextWriter writer, IReadOnlyList<LinkedAccount> accounts) =>
        writer.WriteLine(JsonSerializer.Serialize(accounts, Json));
}
