using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Explanations;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Tests.Explanations;

public sealed class GroupExplanationTests
{
    [Fact]
    public void Of_SomeGainAndOneOnlyRecommends_TellsTotalsWhoMovedAndTheCost()
    {
        AccountDecision raised = DecisionCases.Raised.Decision!;
        AccountDecision released = raised with
        {
            AccountId = new AccountId("till"),
            ReservedAfter = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 28 },
            CostPerHourAfter = 5.68m,
            Unmet = 0,
        };
        AccountDecision shown = DecisionCases.Recommended.Decision! with { AccountId = new AccountId("batch"), Unmet = 0 };

        Explanation explanation = GroupExplanation.Of(new GroupRecords
        {
            Cycle = DecisionCases.Raised.Cycle,
            ResourceType = new ResourceType("cores"),
            Decisions = [raised, released, shown],
            Predictions = [DecisionCases.Raised.Predictions[0] with { AccountId = null, Model = "sum of 3 accounts", Intervals = [new PredictionInterval(0.9, [80, 81, 82], [99, 100, 101])] }],
        });

        // 35 + 28 and 30, which Recommend mode keeps; 7.09 + 5.68 + 6.1 = 18.87 after 3 × 6.1; 18.87 × 730 = 13,775.1.
        Assert.Equal(
            """
            All accounts, cores: 93 units were held after the cycle of 24 November 2026 at 02:05 UTC.

            Seen
              3 accounts took part.
              1 of them run in Recommend mode, for which nothing is carried out.

            Predicted
              Over the next hour demand is expected to reach 31.23 units, on 24 November 2026 at 02:10 UTC, and with a probability of 90 % between 82 and 101.
              The model is sum of 3 accounts, with high confidence.
              In trials on past usage the methods scored 0.41 for ets, 0.43 for theta, 0.47 for arima and 0.62 for prophet, best first; lower is better.

            Decided
              Together they hold 93 units, 3 more than before.
              Most was gained by shop (5).
              Most was released by till (2).
              1 unit of what they need could not be had, most of it lacking to shop (1).

            Cost
              It costs 18.87 an hour, after 18.3 before.
              At that rate a month of 730 hours costs 13775.1.

            """,
            ExplanationText.Of(explanation),
            ignoreLineEndingDifferences: true);
    }
}
