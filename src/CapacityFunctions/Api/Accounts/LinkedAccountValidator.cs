using CapacityFunctions.Planning.Accounts;
using FluentValidation;

namespace CapacityFunctions.Api.Accounts;

/// <summary>What an account must look like before it is stored.</summary>
internal sealed class LinkedAccountValidator : AbstractValidator<LinkedAccount>
{
    private const int HighestPriority = 1000;

    /// <summary>What planning can weigh against each other; see there.</summary>
    private const double SmallestWeight = 1e-6;

    private const double LargestWeight = 1e6;

    /// <summary>No provider sells so much of anything.</summary>
    private const decimal LargestAmount = 1_000_000_000;

    /// <summary>As far as measurements go; JSON's 1e400 is read as infinite, which no division could be held against.</summary>
    private const double LargestTarget = 1e9;

    /// <summary>The most tiers that a breach raises an account.</summary>
    private const int HighestImportance = 2;

    public LinkedAccountValidator()
    {
        RuleFor(account => account.Name).MaximumLength(256);
        RuleFor(account => account.BusinessUnit).MaximumLength(256);
        RuleFor(account => account.Priority).InclusiveBetween(0, HighestPriority);
        RuleFor(account => account.Weight).InclusiveBetween(SmallestWeight, LargestWeight);
        RuleFor(account => account.TimeZone).Must(name => TimeZoneInfo.TryFindSystemTimeZoneById(name!, out _)).When(account => account.TimeZone is not null)
            .WithMessage("timeZone must be the IANA name of a zone, such as Europe/Berlin.");
        RuleFor(account => account.ServiceLevel!.LatencyTargetMs).GreaterThan(0).LessThanOrEqualTo(LargestTarget)
            .When(account => account.ServiceLevel?.LatencyTargetMs is not null);
        RuleFor(account => account.ServiceLevel!.ThroughputTarget).GreaterThan(0).LessThanOrEqualTo(LargestTarget)
            .When(account => account.ServiceLevel?.ThroughputTarget is not null);
        RuleFor(account => account.ServiceLevel!.LatencyPercentile).GreaterThan(0).LessThanOrEqualTo(100)
            .When(account => account.ServiceLevel?.LatencyPercentile is not null);
        RuleFor(account => account.ServiceLevel!.Importance).InclusiveBetween(0, HighestImportance).When(account => account.ServiceLevel is not null);
        RuleForEach(account => account.Resources).Must(entry => entry.Value.GuaranteedMinimum is >= 0 and <= LargestAmount)
            .WithMessage($"guaranteedMinimum must lie between 0 and {LargestAmount}.");
        RuleForEach(account => account.Resources)
            .Must(entry => entry.Value.Maximum is not { } maximum || (maximum >= entry.Value.GuaranteedMinimum && maximum <= LargestAmount))
            .WithMessage($"maximum must not be below guaranteedMinimum, and at most {LargestAmount}.");
        RuleForEach(account => account.Resources).Must(entry => entry.Value.Lendable >= 0 && entry.Value.Lendable <= entry.Value.GuaranteedMinimum)
            .WithMessage("lendable must lie between 0 and guaranteedMinimum.");
    }
}
