using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Storage.Connection;

internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        List<string> failures = [];
        if (options.ConnectionString is null or "" && (options.TableServiceUri is null || options.BlobServiceUri is null))
        {
            failures.Add(
                "Storage needs AzureWebJobsStorage (a connection string), or both AzureWebJobsStorage__tableServiceUri and AzureWebJobsStorage__blobServiceUri.");
        }

        if (!PrefixPattern().IsMatch(options.TablePrefix))
        {
            failures.Add($"Capacity__TablePrefix '{options.TablePrefix}' must be a letter followed by letters or digits, 1 to 20 characters in all.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,19}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixPattern();
}
