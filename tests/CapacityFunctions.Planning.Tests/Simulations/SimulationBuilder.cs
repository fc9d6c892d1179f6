using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Planning.Tests.Simulations;

/// <summary>Small simulations: hours, two of them from an order to its time, price 1, shortage cost 9 (so the quantile at 0.9 pays).</summary>
internal static class SimulationBuilder
{
    public const int Lead = 2;

    public static SimulationSetting Setting(params SimulatedAccount[] accounts) => new()
    {
        ResourceType = new ResourceType("cpu"),
        Origin = new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero),
        Grid = TimeSpan.FromHours(1),
        LeadSteps = Lead,
        PricePerUnitHour = 1,
        ShortageCostPerUnitHour = 9,
        Accounts = accounts,
    };

    /// <param name="first">First bucket that counts.</param>
    /// <param name="usage">One an hour; null: a gap.</param>
    public static SimulatedAccount Account(int first, params double?[] usage) => Account("a", first, usage);

    public static SimulatedAccount Account(string id, int first, params double?[] usage) => new()
    {
        AccountId = new AccountId(id),
        Usage = new UsageTrace([.. usage.Select(value => value ?? 0)], [.. usage.Select(value => value is not null)]),
        First = first,
        End = usage.Length,
    };

    public static DemandForecasts Forecasts(SimulationSetting setting, IDemandForecast forecast) =>
        new([.. setting.Accounts.Select(_ => forecast)], forecast);

    public static double[] Reserved(SimulationSetting setting, string policy, IDemandForecast? forecast = null) =>
        ReservationSimulator.Run(setting, Forecasts(setting, forecast ?? new ScriptedForecast(_ => 0)), new PolicyVariant(policy)).Accounts[0].Reserved.ToArray();
}
