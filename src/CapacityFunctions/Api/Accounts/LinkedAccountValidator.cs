using CapacityFunctions.Planning.Accounts;
using FluentValidation;

namespace CapacityFunctions.Api.Accounts;

/// <summary>What an account must look like before it is stored.</summary>
internal sealed class LinkedAccountValidator : AbstractValidator<LinkedAccount>
{
    private const int HighestPriority = 1000;

    public LinkedAccountValidator()
    {
        RuleFor(account => account.Name).MaximumLength(256);
        RuleFor(account => account.BusinessUnit).MaximumLength(256);
        RuleFor(account => account.Priority).InclusiveBetween(0, HighestPriority);
        RuleFor(account => account.Weight).GreaterThan(0).LessThanOrEqualTo(1e6);
        RuleFor(account => account.ServiceLevel!.LatencyTargetMs).GreaterThan(0).When(account => account.ServiceLevel?.LatencyTargetMs is not null);
        RuleFor(account => account.ServiceLevel!.ThroughputTarget).GreaterThan(0).When(account => account.ServiceLevel?.ThroughputTarget is not null);
        RuleForEach(account => account.Resources).Must(entry => entry.Value.GuaranteedMinimum >= 0)
            .WithMessage("guaranteedMinimum must be 0 or more.");
        RuleForEach(account => account.Resources).Must(entry => entry.Value.Maximum is not { } maximum || maximum >= entry.Value.GuaranteedMinimum)
            .WithMessage("maximum must not be below guaranteedMinimum.");
        RuleForEach(account => account.Resources).Must(entry => entry.Value.Lendable >= 0 && entry.Value.Lendable <= entry.Value.GuaranteedMinimum)
            .WithMessage("lendable must lie between 0 and guaranteedMinimum.");
    }
}
