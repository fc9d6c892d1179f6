using Microsoft.Extensions.Options;

namespace CapacityFunctions.Storage.Ledger;

internal sealed class LedgerOptionsValidator : IValidateOptions<LedgerOptions>
{
    public ValidateOptionsResult Validate(string? name, LedgerOptions options)
    {
        try
        {
            LedgerZones.Validate(LedgerDefaults.From(options));
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException invalid)
        {
            return ValidateOptionsResult.Fail($"Capacity__Zones: {invalid.Message}");
        }
    }
}
