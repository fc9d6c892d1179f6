namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Order of orchestrator versions: none &lt; any; dotted numbers by number, others as text without regard to case.</summary>
internal static class VersionComparison
{
    public static int Compare(string? left, string? right)
    {
        if (string.IsNullOrEmpty(left) || string.IsNullOrEmpty(right))
        {
            return (string.IsNullOrEmpty(left) ? 0 : 1) - (string.IsNullOrEmpty(right) ? 0 : 1);
        }

        return Version.TryParse(left, out Version? leftNumber) && Version.TryParse(right, out Version? rightNumber)
            ? leftNumber.CompareTo(rightNumber)
            : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }
}
