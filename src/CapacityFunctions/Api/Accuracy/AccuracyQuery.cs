using System.Globalization;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Predictions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api.Accuracy;

/// <summary>Whose figures are asked for.</summary>
/// <param name="Account">One account's; null: everybody's.</param>
/// <param name="GroupOnly">The group's and nobody else's.</param>
/// <param name="Resource">Of one resource type; null: of all.</param>
/// <param name="Horizon">Of one horizon; null: of all.</param>
/// <param name="Days">Over how many days.</param>
/// <param name="PageSize">Series on a page.</param>
/// <param name="ContinuationToken">From the previous page.</param>
internal sealed record AccuracyQuery(
    AccountId? Account, bool GroupOnly, ResourceType? Resource, ForecastHorizon? Horizon, int Days, int PageSize, string? ContinuationToken)
{
    private const int DefaultDays = 7;
    private const int DefaultPageSize = 100;
    private const int LargestPageSize = 1000;

    internal static (AccuracyQuery? Query, IActionResult? Refusal) Of(HttpRequest request)
    {
        string? account = Given(request, "account");
        AccountId accountId = default;
        bool isGroup = string.Equals(account, Override.Everything, StringComparison.Ordinal);
        if (account is not null && !isGroup && !AccountId.TryParse(account, out accountId))
        {
            return (null, Problem.Invalid("account: not the name of an account, and not * for the group"));
        }

        string? resource = Given(request, "resource");
        ResourceType resourceType = default;
        if (resource is not null && !ResourceType.TryParse(resource, out resourceType))
        {
            return (null, Problem.Invalid("resource: not the name of a resource type"));
        }

        string? horizonName = Given(request, "horizon");
        ForecastHorizon horizon = default;
        if (horizonName is not null && !ForecastHorizons.TryParse(horizonName, out horizon))
        {
            return (null, Problem.Invalid($"horizon: PT1H, P1D or P7D; not '{horizonName}'"));
        }

        if (!TryNumber(Given(request, "days"), DefaultDays, SeriesAccuracy.LongestWindow, out int days))
        {
            return (null, Problem.Invalid($"days: a whole number from 1 to {SeriesAccuracy.LongestWindow}"));
        }

        if (!TryNumber(Given(request, "pageSize"), DefaultPageSize, LargestPageSize, out int pageSize))
        {
            return (null, Problem.Invalid($"pageSize: a whole number from 1 to {LargestPageSize}"));
        }

        return (
            new AccuracyQuery(
                account is null || isGroup ? null : accountId,
                isGroup,
                resource is null ? null : resourceType,
                horizonName is null ? null : horizon,
                days,
                pageSize,
                Given(request, "continuationToken")),
            null);
    }

    internal bool Wants(SeriesAccuracy series) =>
        (Resource is not { } resource || series.ResourceType == resource) && (!GroupOnly || series.AccountId is null);

    internal bool Wants(ModelRecord record) => Horizon is not { } horizon || record.Horizon == horizon;

    private static string? Given(HttpRequest request, string name) => request.Query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    private static bool TryNumber(string? text, int otherwise, int largest, out int number)
    {
        number = otherwise;
        return text is null
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= largest);
    }
}
