using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>The roles that the registration offers.</summary>
public sealed class AppRolesTests
{
    [Fact]
    public void AppRoles_AreReaderOperatorAndAdmin_ForPeopleAndPrograms()
    {
        JsonArray roles = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Infra, "app-roles.json")))!.AsArray();

        Assert.Equal(["reader", "operator", "admin"], roles.Select(role => role!.Text("value")));
        Assert.Equal(3, roles.Select(role => Guid.Parse(role!.Text("id"))).Distinct().Count());
        Assert.All(roles, role => Assert.Equal("[\"User\",\"Application\"]", role!["allowedMemberTypes"]!.ToJsonString()));
        Assert.All(roles, role => Assert.True(role!["isEnabled"]!.GetValue<bool>()));
    }
}
