namespace CapacityFunctions.Planning.Simulations.Orders;

/// <summary>A policy that looks at one account's own usage. It is asked once for each bucket, in order.</summary>
internal interface IOrderRule
{
    /// <summary>The amount for the bucket that an order placed now covers; units, 0 or more.</summary>
    double Order(UsagePast past);
}
