using System.Text.Json.Nodes;
using CapacityFunctions.Infrastructure.Tests.Compiler;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>What every environment keeps. MutationTests breaks the templates and sees each rule object.</summary>
public sealed class RuleTests(Templates templates)
{
    public static TheoryData<string> Environments => [.. Templates.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Storage_HasNoKeysAndShowsNothing(string environment) =>
        Assert.Empty(StorageRules.Problems(await templates.ResourcesAsync(environment)));

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task App_IsReachedByHttpsAndIdentityOnly(string environment) =>
        Assert.Empty(AppRules.Problems(await templates.ResourcesAsync(environment), signIn: true));

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Roles_AreNarrowAndDeterministic(string environment) =>
        Assert.Empty(RoleRules.Problems(await templates.ResourcesAsync(environment)));

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Queries_NameMetricsOfTheList(string environment) =>
        Assert.Empty(TelemetryRules.Problems(await templates.ResourcesAsync(environment)));

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Tables_QueuesAndContainers_AreThoseInUse(string environment) =>
        Assert.Empty(StorageNameRules.Problems(await templates.ResourcesAsync(environment), HostSettings.Partitions));

    [Fact]
    public async Task Outputs_HoldNoSecret() => Assert.Empty(SecretRules.Problems(await templates.MainAsync()));

    [Theory]
    [InlineData("dev", 5)]
    [InlineData("test", 9)]
    [InlineData("prod", 11)]
    [InlineData("everything", 12)]
    public async Task Roles_AreAsManyAsNeeded(string environment, int expected)
    {
        // 4 on storage and telemetry, 1 of the deployer; with real reservations 2 for the provider, and for each consumer sharing and metrics;
        // everything: 1 on the scheduler and quota in both subscriptions, with one consumer.
        JsonArray resources = await templates.ResourcesAsync(environment);

        Assert.Equal(expected, resources.OfType("Microsoft.Authorization/roleAssignments").Count());
    }

    [Fact]
    public async Task Groups_HaveTheNamesAndTagsThatTheAppLooksFor()
    {
        JsonArray resources = await templates.ResourcesAsync("everything");
        System.Reflection.MethodInfo ofGroup = typeof(CapacityFunctions.Azure.AzureCapacityProvider).Assembly
            .GetType("CapacityFunctions.Azure.Reservations.ReservationNames", throwOnError: true)!
            .GetMethod("OfGroup", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!;

        JsonObject[] groups = [.. resources.OfType("Microsoft.Compute/capacityReservationGroups")];

        Assert.Equal(["web", "storefront-web-01"], groups.Select(group => group.Text("tags.capacity-account")));
        Assert.All(groups, group => Assert.Equal(
            ofGroup.Invoke(null, [new CapacityFunctions.Planning.Accounts.AccountId(group.Text("tags.capacity-account"))]), group.Name()));
        Assert.Equal("[{\"id\":\"/subscriptions/33333333-3333-3333-3333-333333333333\"}]", groups[0].At("properties.sharingProfile.subscriptionIds")!.ToJsonString());
        Assert.Null(groups[1].At("properties.sharingProfile"));
        Assert.Equal(["[\"1\",\"3\"]", "[\"2\"]"], groups.Select(group => group["zones"]!.ToJsonString()));
    }
}
