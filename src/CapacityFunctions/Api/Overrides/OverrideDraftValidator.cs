using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using FluentValidation;

namespace CapacityFunctions.Api.Overrides;

/// <summary>What an override must look like before it is stored.</summary>
internal sealed class OverrideDraftValidator : AbstractValidator<OverrideDraft>
{
    private const decimal LargestUplift = 100;

    /// <summary>No provider sells so much of anything.</summary>
    private const decimal LargestAmount = 1_000_000_000;

    public OverrideDraftValidator(DateTimeOffset now)
    {
        RuleFor(draft => draft.Kind).IsInEnum();
        RuleFor(draft => draft.AccountId).Must(scope => scope == Override.Everything || AccountId.TryParse(scope, out _))
            .WithMessage("must be an account id, or * for all.");
        RuleFor(draft => draft.ResourceType).Must(scope => scope == Override.Everything || ResourceType.TryParse(scope, out _))
            .WithMessage("must be a resource type, or * for all.");
        RuleFor(draft => draft.Reason).NotEmpty().MaximumLength(1000);
        RuleFor(draft => draft.ExpiresAt).GreaterThan(now).WithMessage($"must lie in the future (it is now {now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}).");
        RuleFor(draft => draft.ExpiresAt).GreaterThan(draft => draft.EffectiveFrom ?? now).WithMessage("must be later than effectiveFrom.");

        When(draft => draft.Kind == OverrideKind.Mode, () =>
        {
            RuleFor(draft => draft.Mode).NotNull().IsInEnum();
            RuleFor(draft => draft.Value).Null().WithMessage("does not belong to the kind mode.");
        }).Otherwise(() => RuleFor(draft => draft.Mode).Null().WithMessage("belongs to the kind mode only."));

        When(draft => draft.Kind == OverrideKind.Freeze, () =>
            RuleFor(draft => draft.Value).Null().WithMessage("does not belong to the kind freeze."));

        When(draft => draft.Kind is OverrideKind.PinReservation or OverrideKind.ReservationFloor or OverrideKind.ReservationCeiling
            or OverrideKind.PinAllocation or OverrideKind.GuaranteedMinimum, () =>
            RuleFor(draft => draft.Value).NotNull().Must(value => value is >= 0 and <= LargestAmount)
                .WithMessage($"must be a number of units from 0 to {LargestAmount}."));

        When(draft => draft.Kind == OverrideKind.Priority, () =>
            RuleFor(draft => draft.Value).NotNull().Must(value => value is >= 0 and <= 1000 && value == decimal.Truncate(value.Value))
                .WithMessage("must be a whole number from 0 to 1000."));

        When(draft => draft.Kind == OverrideKind.DemandUplift, () =>
            RuleFor(draft => draft.Value).NotNull().GreaterThan(0).LessThanOrEqualTo(LargestUplift)
                .WithMessage("must be a factor above 0 and at most 100 (1.3: thirty per cent more)."));
    }
}
