using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>Every right is on the narrowest scope that its use has, and its name is the same at every deployment.</summary>
internal static class RoleRules
{
    private const string Assignments = "/providers/Microsoft.Authorization/roleAssignments/";
    private const string Reservations = "Microsoft.Compute/capacityReservationGroups/";

    /// <summary>What may be granted where; the built-in roles by the names of infra/roles.json. A kind of scope is the last type in its id.</summary>
    private static readonly Dictionary<string, string> ScopeOf = new(StringComparer.Ordinal)
    {
        ["storageBlobDataOwner"] = "storageAccounts",
        ["storageQueueDataContributor"] = "storageAccounts",
        ["storageTableDataContributor"] = "storageAccounts",
        ["storageBlobDataContributor"] = "containers",
        ["monitoringMetricsPublisher"] = "components",
        ["durableTaskDataContributor"] = "taskHubs",
        ["monitoringReader"] = "subscriptions",
        ["quotaRequestOperator"] = "subscriptions",
    };

    internal static IEnumerable<string> Problems(JsonArray resources)
    {
        JsonObject[] definitions = [.. resources.OfType("Microsoft.Authorization/roleDefinitions")];
        JsonObject[] assignments = [.. resources.OfType("Microsoft.Authorization/roleAssignments")];
        return
        [
            .. assignments.ExpectAny("role assignment"),
            .. assignments.SelectMany(assignment => OfAssignment(assignment, definitions)),
            .. definitions.SelectMany(OfDefinition),
            .. assignments.GroupBy(assignment => assignment.Text("id"), StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"{same.Key} is there twice"),
        ];
    }

    private static IEnumerable<string> OfAssignment(JsonObject assignment, JsonObject[] definitions)
    {
        string name = assignment.Name();
        bool isDeployer = assignment.Text("properties.principalId").StartsWith("[deployer()", StringComparison.Ordinal);
        if (!Guid.TryParse(name, out _) && !(isDeployer && name.StartsWith("[guid(", StringComparison.Ordinal)))
        {
            yield return $"the name {name} is not known before the deployment";
        }

        string scope = ScopeIn(assignment.Text("id"));
        string roleId = assignment.Text("properties.roleDefinitionId").Split('/')[^1];
        JsonObject? custom = definitions.SingleOrDefault(definition => string.Equals(definition.Name(), roleId, StringComparison.Ordinal));
        if (custom is not null)
        {
            if (!string.Equals(custom.At("properties.assignableScopes.0")?.ToString() ?? custom["properties"]!["assignableScopes"]![0]!.ToString(), scope, StringComparison.Ordinal))
            {
                yield return $"{custom.Text("properties.roleName")} is granted on {scope}";
            }
        }
        else if (RoleNames.Of(roleId) is not { } role || !ScopeOf.TryGetValue(role, out string? kind))
        {
            yield return $"the role {roleId} is not among those that may be granted";
        }
        else if (!string.Equals(KindOf(scope), kind, StringComparison.Ordinal))
        {
            yield return $"{role} is granted on {scope}, which is no {kind}";
        }
    }

    private static IEnumerable<string> OfDefinition(JsonObject definition)
    {
        string name = definition.Text("properties.roleName");
        JsonObject permissions = definition["properties"]!["permissions"]![0]!.AsObject();
        string[] actions = [.. permissions["actions"]!.AsArray().Select(action => action!.ToString())];
        bool isGroup = definition["properties"]!["assignableScopes"]![0]!.ToString().Contains("/resourceGroups/", StringComparison.Ordinal);
        return
        [
            .. actions.Length == 0 ? (string[])[$"{name} allows nothing"] : [],
            .. actions.Where(action => action.Contains('*', StringComparison.Ordinal) || action.EndsWith("/delete", StringComparison.Ordinal)).Select(action => $"{name} allows {action}"),
            .. actions.Where(action => action.EndsWith("/write", StringComparison.Ordinal) && !(isGroup && action.StartsWith(Reservations, StringComparison.Ordinal)))
                .Select(action => $"{name} allows {action} in a whole subscription"),
            .. permissions["dataActions"]!.AsArray().Count == 0 ? (string[])[] : [$"{name} allows data"],
            .. definition["properties"]!["assignableScopes"]!.AsArray().Count == 1 ? (string[])[] : [$"{name} can be granted in several places"],
        ];
    }

    private static string ScopeIn(string id)
    {
        int at = id.IndexOf(Assignments, StringComparison.Ordinal);
        // Of the deployer's, the scope is the first argument of an expression.
        return at >= 0 ? id[..at] : id.Split('\'') is [_, string scope, ..] ? scope : id;
    }

    private static string KindOf(string scope) => scope.Split('/') is [.., string type, _] ? type : scope;
}
