using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Azure.Tests.Failures;

public sealed class QuotaTextTests
{
    /// <summary>The first from Azure/karpenter-provider-azure issue 192, the second from nforgeio/neonKUBE issue 1671; the third as both, without "(Minimum)".</summary>
    [Theory]
    [InlineData(
        "Operation could not be completed as it results in exceeding approved standardDASv5Family Cores quota. Additional details - Deployment Model: Resource Manager, Location: eastus, Current Limit: 100, Current Usage: 96, Additional Required: 64, (Minimum) New Limit Required: 160. Submit a request",
        "standardDASv5Family", 100, 96, 64, 160)]
    [InlineData(
        "Operation could not be completed as it results in exceeding approved Total Regional Cores quota. Additional details - Deployment Model: Resource Manager, Location: centralus, Current Limit: 10, Current Usage: 8, Additional Required: 4, (Minimum) New Limit Required: 12.",
        "Total Regional", 10, 8, 4, 12)]
    [InlineData(
        "exceeding approved LowPriorityCores quota. Current Limit: 0, Current Usage: 0, Additional Required: 2, New Limit Required: 2.",
        "LowPriorityCores", 0, 0, 2, 2)]
    public void Read_WordsOfCompute_AreFourNumbers(string message, string name, int limit, int usage, int required, int newLimit) =>
        Assert.Equal(new QuotaShortage(name, limit, usage, required, newLimit), QuotaText.Read(message));

    [Theory]
    [InlineData("")]
    [InlineData("Current Limit: 10, Current Usage: 8")]
    [InlineData("Current Limit: x, Current Usage: 8, Additional Required: 4, (Minimum) New Limit Required: 12.")]
    [InlineData("Current Limit: 99999999999999999999999999999999999999, Current Usage: 8, Additional Required: 4, New Limit Required: 12.")]
    public void Read_OtherWords_AreNone(string message) => Assert.Null(QuotaText.Read(message));
}
