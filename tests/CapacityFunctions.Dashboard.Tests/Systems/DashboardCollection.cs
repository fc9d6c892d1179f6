namespace CapacityFunctions.Dashboard.Tests.Systems;

/// <summary>Tests that look at one system, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardCollection : ICollectionFixture<DashboardSystem>
{
    public const string Name = "dashboard";
}
