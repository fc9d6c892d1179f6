namespace CapacityFunctions.Planning.Tests.Explanations;

/// <summary>Explanations of <see cref="DecisionCases"/> as they read when a person last found them right.</summary>
internal static class GoldenTexts
{
    internal static string Of(string name) => name switch
    {
        nameof(DecisionCases.Raised) => Raised,
        nameof(DecisionCases.Overridden) => Overridden,
        nameof(DecisionCases.Recommended) => Recommended,
        nameof(DecisionCases.Stale) => Stale,
        nameof(DecisionCases.Frozen) => Frozen,
        nameof(DecisionCases.Doubted) => Doubted,
        nameof(DecisionCases.Older) => Older,
        nameof(DecisionCases.Failed) => Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such text."),
    };

    private const string Raised = """
        shop, cores: the reservation was raised to 35 units on 24 November 2026 at 02:05 UTC.

        Seen
          The newest usage is 27.46 units, observed on 24 November 2026 at 02:00 UTC, 5 minutes before the decision.
          The models were chosen on 23 November 2026 at 02:00 UTC, from up to 4 weeks of usage.
          The signal orders is part of the forecast: in trials on held-back usage the error was 0.41 with it and 0.55 without (it lowers the error by more than chance).
          The signal weather was left out: in trials on held-back usage the error was 0.55 with it and 0.55 without (it gains nothing).
          The account is promised a latency of at most 200 milliseconds; 3 of 4 samples of late missed that.
          The newest sample, of 24 November 2026 at 02:00 UTC, shows a latency of 240 milliseconds.

        Predicted
          Over the next hour demand is expected to reach 31.23 units, on 24 November 2026 at 02:10 UTC, and with a probability of 90 % between 27.1 and 36.02.
          The model is ets+theta, with high confidence.
          In trials on past usage the methods scored 0.41 for ets, 0.43 for theta, 0.47 for arima and 0.62 for prophet, best first; lower is better.
          Over the last 7 days its 90 % interval held 88 % of 288 outcomes; its error was 0.43 times that of repeating the day before, and it predicted 0.2 % too little on average.
          Over the next day demand is expected to reach 40.5 units, and with a probability of 90 % between 33 and 49.9.
          The model is arima, with medium confidence.
          Capacity that is asked for now is there in 10 minutes; over the 50 minutes from then on that this decision covers, at most 30.9 units are expected, and with a probability of 90 % between 27.3 and 35.8.

        Decided
          It holds 35 units, 22 in zone 1 and 13 in zone 2, 5 more than before.
          The reservation follows the policy threshold.
          95 % upper bound 38.1 exceeds the reservation 30: increase by 9.
          The provider was asked for 2 units more in zone 1, 22 in total, and did it.
          The provider was asked for 4 units more in zone 2, 14 in total and granted 13 in total: the zone is full (ZonalAllocationFailed).
          1 unit of what it needs could not be had.

        Bound
          It was bound by the largest increase in one cycle of 6: 36 instead of 39 units.
          Zone 1 is bound by the largest share of one zone of 0.6: 22 instead of 23.
          It must hold at least 10 units and at most 60 units.
          Also in force: at most 6 more in one cycle, a budget of 100 an hour for all accounts together, a buffer of 10 % above what runs, no release within 10 minutes after a change, no release for a dip that lasts less than 15 minutes and no release below the 90 % upper bound of demand.
          The provider offered 40 more in zone 1 at 0.21 an hour each and 3 more in zone 2 at 0.19 an hour each.

        Cost
          It costs 7.09 an hour, after 6.1 before.
          What was planned would cost 7.27 an hour.
          At that rate a month of 730 hours costs 5175.7.

        Allocated
          It may use 33 units, 5 more than before.
          Its priority is 4: 3 of its own and 1 for missing its service level.
          It needs 33 units, and has 10 units before any need is served.
          23 units of it lie above its guarantee, and are the first to go when others take theirs back.
          Its need is met.
          Priority 3 + 1: 3 of 4 samples miss a target, 1 of them by over a half.

        """;

    private const string Overridden = """
        shop, cores: the reservation was raised to 40 units on 24 November 2026 at 02:05 UTC.

        Seen
          The newest usage is 27.46 units, observed on 24 November 2026 at 02:00 UTC, 5 minutes before the decision.
          The models were chosen on 23 November 2026 at 02:00 UTC, from up to 4 weeks of usage.
          The signal orders is part of the forecast: in trials on held-back usage the error was 0.41 with it and 0.55 without (it lowers the error by more than chance).
          The signal weather was left out: in trials on held-back usage the error was 0.55 with it and 0.55 without (it gains nothing).

        Predicted
          Over the next hour demand is expected to reach 31.23 units, on 24 November 2026 at 02:10 UTC, and with a probability of 90 % between 27.1 and 36.02.
          The model is ets+theta, with high confidence.
          In trials on past usage the methods scored 0.41 for ets, 0.43 for theta, 0.47 for arima and 0.62 for prophet, best first; lower is better.
          Over the next day demand is expected to reach 40.5 units, and with a probability of 90 % between 33 and 49.9.
          The model is arima, with medium confidence.
          Capacity that is asked for now is there in 10 minutes; over the 50 minutes from then on that this decision covers, at most 30.9 units are expected, and with a probability of 90 % between 27.3 and 35.8.

        Decided
          It holds 40 units, 24 in zone 1 and 16 in zone 2, 10 more than before.
          The reservation follows the policy threshold.
          Mean demand 30.9, reservation 30, release below 0.8 of it: no change.
          anna set a floor of 40 units for the reservation, until 25 November 2026 at 00:00 UTC: spring campaign. So it is 40 instead of 30.
          The provider was asked for 4 units more in zone 1, 24 in total, and is still at it, expected on 24 November 2026 at 02:15 UTC.
          The provider was asked for 6 units more in zone 2, 16 in total, and did it.

        Bound
          No limit changed what was wanted.
          It must hold at least 10 units and at most 60 units.
          Also in force: at most 6 more in one cycle, a budget of 100 an hour for all accounts together, a buffer of 10 % above what runs, no release within 10 minutes after a change, no release for a dip that lasts less than 15 minutes and no release below the 90 % upper bound of demand.
          The provider offered 40 more in zone 1 at 0.21 an hour each and 3 more in zone 2 at 0.19 an hour each.

        Cost
          It costs 8.08 an hour, after 6.1 before.
          At that rate a month of 730 hours costs 5898.4.

        Without the override
          Without any override 30 units would be reserved instead of 40, and 30 would be allocated to it.
          It would cost 6.1 an hour instead of 8.08.
          3 units of what it needs could not be had.

        Allocated
          It may use 33 units, 5 more than before.
          Its priority is 3.
          It needs 33 units, and has 10 units before any need is served.
          23 units of it lie above its guarantee, and are the first to go when others take theirs back.
          Its need is met.

        """;

    private const string Recommended = """
        shop, cores: on 24 November 2026 at 02:05 UTC it was recommended to hold 40 units, which was not carried out.

        Seen
          The newest usage is 27.46 units, observed on 24 November 2026 at 02:00 UTC, 5 minutes before the decision.
          The models were chosen on 23 November 2026 at 02:00 UTC, from up to 4 weeks of usage.
          The signal orders is part of the forecast: in trials on held-back usage the error was 0.41 with it and 0.55 without (it lowers the error by more than chance).
          The signal weather was left out: in trials on held-back usage the error was 0.55 with it and 0.55 without (it gains nothing).

        Predicted
          Over the next hour demand is expected to reach 31.23 units, on 24 November 2026 at 02:10 UTC, and with a probability of 90 % between 27.1 and 36.02.
          The model is ets+theta, with high confidence.
          In trials on past usage the methods scored 0.41 for ets, 0.43 for theta, 0.47 for arima and 0.62 for prophet, best first; lower is better.
          Over the next day demand is expected to reach 40.5 units, and with a probability of 90 % between 33 and 49.9.
          The model is arima, with medium confidence.
          Capacity that is asked for now is there in 10 minutes; over the 50 minutes from then on that this decision covers, at most 30.9 units are expected, and with a probability of 90 % between 27.3 and 35.8.

        Decided
          The account runs in Recommend mode, so nothing is carried out: it would hold 40 units, 24 in zone 1 and 16 in zone 2, 10 more than before.
          The reservation follows the policy threshold.
          Mean demand 37.2 exceeds the reservation 30: increase by 10.
          The provider would be asked for 4 units more in zone 1, 24 in total.
          The provider would be asked for 6 units more in zone 2, 16 in total.

        Bound
          No limit changed what was wanted.
          It must hold at least 10 units and at most 60 units.
          Also in force: at most 6 more in one cycle, a budget of 100 an hour for all accounts together, a buffer of 10 % above what runs, no release within 10 minutes after a change, no release for a dip that lasts less than 15 minutes and no release below the 90 % upper bound of demand.
          The provider offered 40 more in zone 1 at 0.21 an hour each and 3 more in zone 2 at 0.19 an hour each.

        Cost
          It costs 6.1 an hour, and would cost 8.08 an hour.
          That would be 5898.4 in a month of 730 hours.

        Allocated
          It would be allowed 28 units to use, as before.
          Its priority is 3.
          It needs 33 units, and has 10 units before any need is served.
          23 units of it lie above its guarantee, and are the first to go when others take theirs back.
          Its need is met.

        """;

    private const string Stale = """
        shop, cores: nothing was changed on 24 November 2026 at 02:05 UTC.

        Seen
          The newest usage is 27.46 units, observed on 24 November 2026 at 00:05 UTC, 120 minutes before the decision.

        Predicted
          Nothing could be predicted.

        Decided
          It holds 30 units, 20 in zone 1 and 10 in zone 2, as before.
          Nothing was changed for it: the newest usage is from 24 November 2026 at 00:05 UTC, older than 30 minutes.
          The provider was asked for nothing.

        Bound
          No limit changed what was wanted.
          It must hold at least 10 units and at most 60 units.
          Also in force: at most 6 more in one cycle, a budget of 100 an hour for all accounts together, a buffer of 10 % above what runs, no release within 10 minutes after a change, no release for a dip that lasts less than 15 minutes and no release below the 90 % upper bound of demand.
          The provider offered 40 more in zone 1 at 0.21 an hour each and 3 more in zone 2 at 0.19 an hour each.

        Cost
          It costs 6.1 an hour, as before.
          At that rate a month of 730 hours costs 4453.

        Allocated
          It may use 28 units, as before.
          Its priority is 3.
          It is held, and keeps what it has.

        """;

    private const string Frozen = """
        shop, cores: nothing was changed on 24 November 2026 at 02:05 UTC.

        Seen
          The newest usage is 27.46 units, observed on 24 November 2026 at 02:00 UTC, 5 minutes before the decision.

        Predicted
          Over the next hour demand is expected to reach 31.23 units, and with a probability of 90 % between 27.1 and 36.02.
          The model is ets+theta, with high confidence.
          Over the next day demand is expected to reach 40.5 units, and with a probability of 90 % between 33 and 49.9.
          The model is arima, with medium confidence.

        Decided
          It holds 30 units, 20 in zone 1 and 10 in zone 2, as before.
          Nothing was changed for it: it is frozen.
          ops froze reservation and allocation, for every account, until 25 November 2026 at 00:00 UTC: drill. Nothing changes.
          The provider was asked for nothing.

        Bound
          No limit changed what was wanted.
          It must hold at least 10 units and at most 60 units.
          Also in force: at most 6 more in one cycle, a budget of 100 an hour for all accounts together, a buffer of 10 % above what runs, no release within 10 minutes after a change, no release for a dip that lasts less than 15 minutes and no release below the 90 % upper bound of demand.
          The provider offered 40 more in zone 1 at 0.21 an hour each and 3 more in zone 2 at 0.19 an hour each.

        Cost
          It costs 6.1 an hour, as before.
          At that rate a month of 730 hours costs 4453.

        Without the override
          Without any override 36 units would be reserved instead of 30, and 33 would be allocated to it.
          It would cost 7.27 an hour instead of 6.1.

        Allocated
          It may use 28 units, as before.
          Its priority is 3.
          It is held, and keeps what it has.

        """;

    private const string Doubted = """
        shop, cores: the reservation stayed at 30 units on 24 November 2026 at 02:05 UTC.

        Seen
          The newest usage is 27.46 units, observed on 24 November 2026 at 02:00 UTC, 5 minutes before the decision.
          The models were chosen on 23 November 2026 at 02:00 UTC, from up to 4 weeks of usage.
          The signal orders is part of the forecast: in trials on held-back usage the error was 0.41 with it and 0.55 without (it lowers the error by more than chance).
          The signal weather was left out: in trials on held-back usage the error was 0.55 with it and 0.55 without (it gains nothing).
          The account is promised a latency of at most 200 milliseconds; 3 of 4 samples of late missed that.
          The newest sample, of 24 November 2026 at 02:00 UTC, shows a latency of 240 milliseconds.

        Predicted
          Over the next hour demand is expected to reach 31.23 units, on 24 November 2026 at 02:10 UTC, and with a probability of 90 % between 27.1 and 36.02.
          The model is ets+theta, with high confidence.
          In trials on past usage the methods scored 0.41 for ets, 0.43 for theta, 0.47 for arima and 0.62 for prophet, best first; lower is better.
          Over the last 7 days its 90 % interval held 88 % of 288 outcomes; its error was 0.43 times that of repeating the day before, and it predicted 0.2 % too little on average.
          Over the next day demand is expected to reach 40.5 units, and with a probability of 90 % between 33 and 49.9.
          The model is arima, with medium confidence.
          Capacity that is asked for now is there in 10 minutes; over the 50 minutes from then on that this decision covers, at most 30.9 units are expected, and with a probability of 90 % between 27.3 and 35.8.
          The usual forecast could not be made in full: no value of orders for all of the time that is forecast: what is usual stands in.
          The forecasts have become worse: forecasts over an hour miss by 2.1 deviations instead of 0.9 since the models were trained: they are chosen anew.
          There is reason to doubt it: outcomes of late had intervals widened 1.6-fold.

        Decided
          It holds 30 units, 20 in zone 1 and 10 in zone 2, as before.
          The reservation follows the policy threshold.
          Intervals widened 1.5-fold: safety, fallback (no value of orders for all of the time that is forecast: what is usual stands in).
          Mean demand 20.1, reservation 30, release below 0.8 of it: decrease by 6.
          The provider was asked for nothing.

        Bound
          Nothing is released: safety, drift (forecasts over an hour miss by 2.1 deviations instead of 0.9 since the models were trained: they are chosen anew); 30 instead of 24.
          It was bound by the wait of 10 minutes between a change and a release, which ends on 24 November 2026 at 02:10 UTC: 30 instead of 24 units.
          It must hold at least 10 units and at most 60 units.
          Also in force: at most 6 more in one cycle, a budget of 100 an hour for all accounts together, a buffer of 10 % above what runs, no release within 10 minutes after a change, no release for a dip that lasts less than 15 minutes and no release below the 90 % upper bound of demand.
          The provider offered 40 more in zone 1 at 0.21 an hour each and 3 more in zone 2 at 0.19 an hour each.

        Cost
          It costs 6.1 an hour, as before.
          At that rate a month of 730 hours costs 4453.

        Allocated
          It may use 28 units, as before.
          Its priority is 3: 2 of its own and 1 for having waited.
          It needs 6 units, and has 6 units before any need is served.
          It lends 4 units of its guarantee to others.
          Units that were given a short while ago stay for now.
          Keeps 22: it was given units at 24 November 2026 at 01:55 UTC, which stay for 15 minutes.

        """;

    private const string Older = """
        shop, cores: the reservation was raised to 35 units on 24 November 2026 at 02:05 UTC.

        Seen
          The newest usage is 27.46 units, observed on 24 November 2026 at 02:00 UTC, 5 minutes before the decision.

        Predicted
          Nothing is known of a prediction.

        Decided
          It holds 35 units, 22 in zone 1 and 13 in zone 2, 5 more than before.
          95 % upper bound 38.1 exceeds the reservation 30: increase by 9.
          Priority 3 + 1: 3 of 4 samples miss a target, 1 of them by over a half.
          Need 33 is met (floor 10).
          The provider was asked for nothing.
          1 unit of what it needs could not be had.

        Bound
          It was bound by the largest increase in one cycle of 6: 36 instead of 39 units.
          Zone 1 is bound by the largest share of one zone of 0.6: 22 instead of 23.

        Cost
          It costs 7.27 an hour, after 6.1 before.
          At that rate a month of 730 hours costs 5307.1.

        Allocated
          It may use 33 units, 5 more than before.
          Its priority is 4.

        """;

    private const string Failed = """
        shop, cores: nothing was decided on 24 November 2026 at 02:05 UTC, because the cycle failed: RequestFailedException: the table service did not answer.

        Seen
          The newest usage is 27.46 units, observed on 24 November 2026 at 02:00 UTC, 5 minutes before the decision.
          The models were chosen on 23 November 2026 at 02:00 UTC, from up to 4 weeks of usage.
          The signal orders is part of the forecast: in trials on held-back usage the error was 0.41 with it and 0.55 without (it lowers the error by more than chance).
          The signal weather was left out: in trials on held-back usage the error was 0.55 with it and 0.55 without (it gains nothing).

        Predicted
          Nothing is known of a prediction.

        Decided
          Nothing was decided: the cycle failed: RequestFailedException: the table service did not answer.

        """;
}
