namespace CapacityFunctions.Planning.Simulations;

/// <summary>The forecasts of a simulation.</summary>
/// <param name="Accounts">One for each account of the setting, in its order.</param>
/// <param name="Group">The consolidated demand of the accounts that take part in the bucket that an order covers.</param>
public sealed record DemandForecasts(IReadOnlyList<IDemandForecast> Accounts, IDemandForecast Group);
