using CapacityFunctions.Planning.Accounts;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Storage.Ledger;

internal sealed class LedgerOptionsValidator : IValidateOptions<LedgerOptions>
{
    public ValidateOptionsResult Validate(string? name, LedgerOptions options)
    {
        LedgerDefaults defaults = new(options);
        List<string> failures = [];
        Check("Capacity__Zones", () => LedgerZones.Validate(defaults.Zones));
        foreach (string resourceType in options.Ledger.Quotas.Keys.Concat(options.Ledger.Families.Keys).Append("any"))
        {
            Check($"Capacity__Ledger ({resourceType})", () => defaults.TermsOf(new ResourceType(resourceType)).Validate());
        }

        for (int i = 0; i < options.Ledger.Faults.Count; i++)
        {
            LedgerFaultOptions fault = options.Ledger.Faults[i];
            Check($"Capacity__Ledger__Faults__{i}", () => ZoneName.ThrowIfInvalid(fault.Zone));
            if (fault is { Count: < 1 } or { After: < 0 })
            {
                failures.Add($"Capacity__Ledger__Faults__{i}: Count is 1 or more, After 0 or more.");
            }
        }

        for (int i = 0; i < options.Ledger.LimitFaults.Count; i++)
        {
            if (options.Ledger.LimitFaults[i] is { Count: < 1 } or { After: < 0 } or { Zone.Length: > 0 })
            {
                failures.Add($"Capacity__Ledger__LimitFaults__{i}: Count is 1 or more, After 0 or more, and there is no Zone.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string setting, Action check)
        {
            try
            {
                check();
            }
            catch (ArgumentException invalid)
            {
                failures.Add($"{setting}: {invalid.Message}");
            }
        }
    }
}
