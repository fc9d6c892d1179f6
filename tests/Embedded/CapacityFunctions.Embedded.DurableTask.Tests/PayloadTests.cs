using Azure.Storage.Blobs.Models;
using CapacityFunctions.Testing;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>Inputs, outputs and events that exceed a table row lie in blobs, for as long as they are needed.</summary>
public sealed class PayloadTests(AzuriteFixture azurite)
{
    private static readonly string Large = new('x', 2_000_000);

    [Fact]
    public async Task Purge_InstanceWithLargePayloads_LeavesNoBlob()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Echo", text => text)
            .Orchestrator("Large", async context => await context.CallActivityAsync<string>("Echo", context.GetInput<string>()));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        OrchestrationMetadata ended = await hub.RunAsync("Large", Large);
        Assert.Equal(Large, ended.ReadOutputAs<string>());
        Assert.NotEmpty(await BlobsAsync(hub));

        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync(ended.InstanceId)).PurgedInstanceCount);

        Assert.Empty(await BlobsAsync(hub));
    }

    [Fact]
    public async Task ContinueAsNew_WithLargeInputsAndEvents_KeepsTheBlobsOfTheLastExecutionOnly()
    {
        ScriptedInvoker invoker = new ScriptedInvoker().Orchestrator("Loop", async context =>
        {
            string[] input = context.GetInput<string[]>()!;
            string received = await context.WaitForExternalEvent<string>("next");
            if (received.Length > 1)
            {
                context.ContinueAsNew(new[] { received, $"{input[1]}i" });
            }

            return input[1];
        });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Loop", new[] { Large, "i" });
        for (int round = 2; round <= 3; round++)
        {
            await hub.Client.RaiseEventAsync(id, "next", Large);
            string expected = new('i', round);
            await TestHub.UntilAsync(async () =>
                (await hub.Client.GetInstanceAsync(id, getInputsAndOutputs: true))!.ReadInputAs<string[]>()![1] == expected);
        }

        // Of the third execution: its first row, and its index row.
        await TestHub.UntilAsync(async () => string.Join(' ', await BlobsAsync(hub)) == $"{id}/h000002-00000000 {id}/instance");
        await hub.Client.RaiseEventAsync(id, "next", "x");
        Assert.Equal("iii", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Query_WithoutInputsAndOutputs_ReadsNoBlob()
    {
        ScriptedInvoker invoker = new ScriptedInvoker().Orchestrator("Echo", context => Task.FromResult(context.GetInput<string>()));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        await hub.RunAsync("Echo", Large, "large ~1");

        // Whoever reads the blob now fails.
        await hub.Payloads.DeleteAsync();

        OrchestrationMetadata listed = Assert.Single(await ListAsync(hub, new OrchestrationQuery(InstanceIdPrefix: "large")));
        OrchestrationMetadata read = (await hub.Client.GetInstanceAsync("large ~1"))!;
        Assert.All(
            [listed, read],
            found => Assert.Equal(
                ("large ~1", "Echo", OrchestrationRuntimeStatus.Completed), (found.InstanceId, found.Name, found.RuntimeStatus)));
        Assert.Throws<InvalidOperationException>(() => listed.ReadInputAs<string>());
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => hub.Client.GetInstanceAsync("large ~1", getInputsAndOutputs: true));
    }

    private static async Task<List<OrchestrationMetadata>> ListAsync(TestHub hub, OrchestrationQuery query)
    {
        List<OrchestrationMetadata> found = [];
        await foreach (OrchestrationMetadata instance in hub.Client.GetAllInstancesAsync(query))
        {
            found.Add(instance);
        }

        return found;
    }

    private static async Task<IReadOnlyList<string>> BlobsAsync(TestHub hub)
    {
        List<string> names = [];
        await foreach (BlobItem blob in hub.Payloads.GetBlobsAsync())
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
