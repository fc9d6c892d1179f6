namespace CapacityFunctions.Planning.Tests;

internal static class Reasons
{
    /// <summary>One of the sentences contains the words.</summary>
    internal static void Say(IReadOnlyList<string> reasons, string words) =>
        Assert.True(
            reasons.Any(reason => reason.Contains(words, StringComparison.Ordinal)),
            $"'{words}' is not in:\n{string.Join('\n', reasons)}");
}
