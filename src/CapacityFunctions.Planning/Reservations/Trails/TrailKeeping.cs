using CapacityFunctions.Planning.Reservations.Policies;
using CapacityFunctions.Planning.Reservations.Targets;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Trails;

/// <summary>What limits that look back make of a trail, and how it goes on.</summary>
internal static class TrailKeeping
{
    /// <summary>
    /// Lowers to no less than the highest wish within the stabilisation window, like the HorizontalPodAutoscaler of Kubernetes; what is raised
    /// is raised at once. Only the policy waits: an operator's instruction is no noise.
    /// </summary>
    internal static Wish Stabilised(Wish wish, AccountPosition position, ReservationPlanningInput input, UnitGrid grid)
    {
        if (input.Policy.Limits.StabilisationMinutes is not { } minutes || wish.Units >= position.Current)
        {
            return wish;
        }

        long highest = Recent(position.Account.Trail, input).Select(past => grid.Up(past.Units)).Append(wish.Units).Max();
        long stabilised = Math.Min(position.Current, highest);
        return stabilised == wish.Units
            ? wish
            : new Wish(stabilised, [.. wish.Reasons, $"bound by stabilisation: the most wanted within {minutes} minutes is {grid.Text(highest)}, so {grid.Text(stabilised)} instead of {grid.Text(wish.Units)}"]);
    }

    /// <summary>Until when the account is not lowered; null: it may be.</summary>
    internal static DateTimeOffset? NoDecreaseBefore(ReservationTrail trail, ReservationPlanningInput input)
    {
        if (input.Policy.Limits.DecreaseCoolDownMinutes is not { } minutes || Latest(trail.IncreasedAt, trail.DecreasedAt) is not { } changed)
        {
            return null;
        }

        DateTimeOffset over = changed.AddMinutes(minutes);
        return over > input.Now ? over : null;
    }

    /// <summary>The trail after this decision, without what is too old to matter.</summary>
    /// <param name="trail">The trail before it.</param>
    /// <param name="wanted">What the policy wanted; null when it was not asked.</param>
    /// <param name="change">Whole units by which the reservation changes; 0 where nothing is carried out.</param>
    /// <param name="input">The whole question.</param>
    /// <param name="grid">The whole units.</param>
    internal static ReservationTrail Next(ReservationTrail trail, long? wanted, long change, ReservationPlanningInput input, UnitGrid grid)
    {
        ReservationLimits limits = input.Policy.Limits;
        if (limits is { DecreaseCoolDownMinutes: null, StabilisationMinutes: null })
        {
            return ReservationTrail.Empty;
        }

        return new ReservationTrail
        {
            IncreasedAt = change > 0 && limits.DecreaseCoolDownMinutes > 0 ? input.Now : Remembered(trail.IncreasedAt, input),
            DecreasedAt = change < 0 && limits.DecreaseCoolDownMinutes > 0 ? input.Now : Remembered(trail.DecreasedAt, input),
            Wishes =
            [
                .. Recent(trail, input),
                .. wanted is { } units && limits.StabilisationMinutes > 0 ? [new PastWish(input.Now, grid.Amount(units))] : Array.Empty<PastWish>(),
            ],
        };
    }

    /// <summary>Oldest first. A wish of this very instant is of a first attempt at the same decision.</summary>
    private static IEnumerable<PastWish> Recent(ReservationTrail trail, ReservationPlanningInput input) => trail.Wishes
        .Where(past => past.At < input.Now && past.At > input.Now.AddMinutes(-(input.Policy.Limits.StabilisationMinutes ?? 0)))
        .OrderBy(past => past.At);

    private static DateTimeOffset? Remembered(DateTimeOffset? changed, ReservationPlanningInput input) =>
        changed is { } at && at.AddMinutes(input.Policy.Limits.DecreaseCoolDownMinutes ?? 0) > input.Now ? at : null;

    private static DateTimeOffset? Latest(DateTimeOffset? first, DateTimeOffset? second) =>
        first is { } left && second is { } right ? (left > right ? left : right) : first ?? second;
}
