using System.ComponentModel.DataAnnotations;

namespace CapacityFunctions.Housekeeping;

/// <summary>How far the machine's clock may be from storage's; app settings <c>Capacity__Clock__Name</c>.</summary>
public sealed class ClockOptions : IValidatableObject
{
    public const string SectionName = "Capacity:Clock";

    /// <summary>From more than this on health and logs warn. Default: 2 minutes. Range: 5 seconds to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan WarnAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>From more than this on cycles hold every account. Default: 10 minutes. Range: 1 minute to 1 day, and no less than the warning.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan HoldAfter { get; set; } = TimeSpan.FromMinutes(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HoldAfter < WarnAfter)
        {
            yield return new ValidationResult($"HoldAfter is {HoldAfter}, less than WarnAfter, {WarnAfter}.", [nameof(HoldAfter)]);
        }
    }
}
