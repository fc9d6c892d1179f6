using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Keys;

namespace CapacityFunctions.Storage.Usage;

/// <summary>Names one series: an account's usage of one resource type, over all zones.</summary>
internal readonly record struct UsageSeriesKey(AccountId AccountId, ResourceType ResourceType)
{
    /// <summary>The account alone: with the resource type it could exceed the length of a key.</summary>
    internal string Partition => TableKey.Encode(AccountId.Value);

    internal KeyRange RowsOf(DateOnly first, DateOnly last) =>
        TableKey.StartingWith(ResourceType.Value, TableKey.Day(first)).To(TableKey.StartingWith(ResourceType.Value, TableKey.Day(last)));
}
