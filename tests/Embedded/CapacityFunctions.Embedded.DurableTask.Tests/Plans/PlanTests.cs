using System.Text.Json;
using CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.DurableTask.Tests.Plans;

/// <summary>
/// Generated orchestrations end the same with and without kills, and their activities run as often as at-least-once delivery allows.
/// A failure names the seed of its plan: add it to <see cref="Plan_OfOneSeed_SurvivesKills"/>.
/// </summary>
public sealed class PlanTests(AzuriteFixture azurite)
{
    private const int Batches = 4;
    private const int PlansOfABatch = 60;
    private const int Kills = 8;

    [Fact]
    public async Task Plans_EngineIsKilledAtRandomMoments_EndAsIfItHadNot()
    {
        for (int batch = 0; batch < Batches; batch++)
        {
            int firstSeed = batch * PlansOfABatch;
            Dictionary<string, Plan> plans = Enumerable.Range(firstSeed, PlansOfABatch)
                .ToDictionary(PlanRun.InstanceId, Plan.Generate, StringComparer.Ordinal);

            (string InstanceId, string Complaint)[] complaints = await CompareAsync(plans, new Random(firstSeed));

            Assert.True(complaints.Length == 0, complaints.Length == 0 ? string.Empty : await ExplainAsync(complaints, plans));
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20261124)]
    public async Task Plan_OfOneSeed_SurvivesKills(int seed)
    {
        Dictionary<string, Plan> plan = new(StringComparer.Ordinal) { [PlanRun.InstanceId(seed)] = Plan.Generate(seed) };

        Assert.Empty(await CompareAsync(plan, new Random(seed)));
    }

    [Fact]
    public void Generate_ManySeeds_EveryKindOfStepOccurs()
    {
        IEnumerable<Step> steps = Enumerable.Range(0, Batches * PlansOfABatch).SelectMany(seed => Plan.Generate(seed).Rounds).SelectMany(All);

        Assert.Equal(11, steps.Select(step => step.GetType()).Distinct().Count());

        static IEnumerable<Step> All(Step step) => step.Parts.SelectMany(All).Prepend(step);
    }

    [Fact]
    public void Generate_OneSeed_IsTheSameAgain() =>
        Assert.Equal(JsonSerializer.Serialize(Plan.Generate(5)), JsonSerializer.Serialize(Plan.Generate(5)));

    private async Task<(string InstanceId, string Complaint)[]> CompareAsync(IReadOnlyDictionary<string, Plan> plans, Random random)
    {
        PlanOutcome undisturbed = await PlanBatch.RunAsync(azurite, plans, kills: 0, random);
        PlanOutcome disturbed = await PlanBatch.RunAsync(azurite, plans, Kills, random);
        return [.. PlanCheck.Compare(plans, undisturbed, disturbed, Kills)];
    }

    /// <summary>The complaints, and the smallest part of the first plan that still gives one.</summary>
    private async Task<string> ExplainAsync(
        IReadOnlyList<(string InstanceId, string Complaint)> complaints, IReadOnlyDictionary<string, Plan> plans)
    {
        Plan smallest = plans[complaints[0].InstanceId];
        bool isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            foreach (Plan part in smallest.Smaller())
            {
                Dictionary<string, Plan> alone = new(StringComparer.Ordinal) { ["part"] = part };
                if ((await CompareAsync(alone, new Random(1))).Length > 0)
                {
                    smallest = part;
                    isSmaller = true;
                    break;
                }
            }
        }

        return string.Join('\n', complaints.Select(complaint => $"{complaint.InstanceId}: {complaint.Complaint}")) +
            $"\nThe first one's plan, or the smallest part of it that failed again: {JsonSerializer.Serialize(smallest)}";
    }
}
