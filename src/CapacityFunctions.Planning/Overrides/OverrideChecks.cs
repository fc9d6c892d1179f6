using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Planning.Overrides;

/// <summary>What an instruction must hold so that planning can obey it.</summary>
internal static class OverrideChecks
{
    /// <summary>The largest factor of a demand-uplift: beyond it a slip of the decimal point is likelier than a campaign.</summary>
    internal const decimal LargestUplift = 100;

    /// <summary>The largest priority tier; effective tiers stay far from the ends of their type.</summary>
    internal const int HighestPriority = 1_000_000;

    internal static void Check(IReadOnlyList<Override> overrides, ProblemList problems)
    {
        for (int i = 0; i < overrides.Count; i++)
        {
            Check(overrides[i], $"$.overrides[{i}]", problems);
        }
    }

    private static void Check(Override instruction, string path, ProblemList problems)
    {
        problems.Require(instruction.EffectiveFrom < instruction.ExpiresAt, path + ".expiresAt", "must lie after effectiveFrom");
        problems.Require(instruction.AccountId.Length > 0, path + ".accountId", "must be an account id or *");
        problems.Require(instruction.ResourceType.Length > 0, path + ".resourceType", "must be a resource type or *");
        problems.Require(!string.IsNullOrWhiteSpace(instruction.Reason), path + ".reason", "must say why");
        string kind = OverrideText.NameOf(instruction.Kind);
        switch (instruction.Kind)
        {
            case OverrideKind.Freeze:
                problems.Require(instruction is { Value: null, Mode: null }, path + ".value", "must be left out: freeze takes no value");
                break;
            case OverrideKind.Mode:
                problems.Require(instruction.Mode is not null, path + ".mode", "must be given: Recommend or Enforce");
                break;
            case OverrideKind.DemandUplift:
                problems.Require(
                    instruction.Value is >= 0 and <= LargestUplift, path + ".value", $"must be a factor between 0 and {LargestUplift}");
                break;
            case OverrideKind.Priority:
                problems.Require(
                    instruction.Value is >= 0 and <= HighestPriority && instruction.Value % 1 == 0,
                    path + ".value",
                    $"must be a whole tier between 0 and {HighestPriority}");
                break;
            default:
                problems.Require(instruction.Value is not null, path + ".value", $"must be given: {kind} is an amount");
                problems.RequireAmount(instruction.Value, path + ".value");
                break;
        }
    }
}
