using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>One series of a usage file on its grid, and what happened to its observations on the way there.</summary>
/// <param name="AccountId">Whose usage it is.</param>
/// <param name="ResourceType">What was used.</param>
/// <param name="Series">The sum over zones of the highest observation of each step.</param>
/// <param name="Observations">Rows of the file.</param>
/// <param name="Duplicates">Rows that repeat another; they count once.</param>
/// <param name="Merged">Further rows in the step of another one; the highest counts.</param>
internal sealed record UsageSeries(
    AccountId AccountId, ResourceType ResourceType, TimeSeries Series, int Observations, int Duplicates, int Merged);
