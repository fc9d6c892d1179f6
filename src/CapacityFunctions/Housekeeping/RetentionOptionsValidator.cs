using CapacityFunctions.Hosting;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Housekeeping;

/// <summary>What models are trained on must be there when they are.</summary>
internal sealed class RetentionOptionsValidator(IOptions<CapacityOptions> capacity) : IValidateOptions<RetentionOptions>
{
    /// <summary>A training reads back from its own night, and the steps before its first window.</summary>
    private const int MoreWeeks = 2;

    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        int weeks = capacity.Value.TrainingWeeks + MoreWeeks;
        TimeSpan needed = TimeSpan.FromDays(7 * weeks);
        List<string> problems = [];
        if (options.Usage < needed)
        {
            problems.Add($"Capacity__Retention__Usage is {options.Usage}; models need {weeks} weeks of usage.");
        }

        if (options.Signals < needed)
        {
            problems.Add($"Capacity__Retention__Signals is {options.Signals}; models need {weeks} weeks of signals.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
