using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests.Crashes;

/// <summary>Holds the requests that were made against what is held, as an auditor would.</summary>
internal static class Books
{
    /// <summary>
    /// Every request that was not withdrawn is there once and was carried out once; each begins where the one before it in its account and zone ended; the last ones are
    /// what is held; and the ledger answered exactly these. Limits of accounts do not exceed what is held.
    /// </summary>
    /// <returns>How many requests there are.</returns>
    public static async Task<int> AuditAsync(AppProcess app, StoredState stored)
    {
        JsonElement[] requests = [.. (await RequestsAsync(app)).Where(request => Text(request, "outcome") != "Withdrawn")];
        string[] ids = [.. requests.Select(request => Text(request, "id"))];
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(requests, request => Assert.True(Text(request, "outcome") == "Applied", request.GetRawText()));
        Assert.Equal(0, await stored.UnfinishedRequestsAsync());
        Assert.Equal(ids.Length, (await stored.AnsweredRequestsAsync()).Count);

        Dictionary<string, decimal> expected = new(StringComparer.Ordinal);
        foreach (JsonElement request in requests.OrderBy(request => Text(request, "cycleId"), StringComparer.Ordinal))
        {
            string place = PlaceOf(request);
            decimal before = Number(request, "before");
            decimal target = Number(request, "target");
            Assert.True(expected.GetValueOrDefault(place) == before, $"{place}: {expected.GetValueOrDefault(place)} was held, {request.GetRawText()}");
            Assert.Equal(Math.Abs(target - before), Number(request, "amount"));
            expected[place] = target;
        }

        Dictionary<string, decimal> held = (await app.GetAsync("reservations")).EnumerateArray()
            .ToDictionary(PlaceOf, reservation => Number(reservation, "quantity"), StringComparer.Ordinal);
        Assert.Equal(expected.Where(place => place.Value > 0).OrderBy(place => place.Key, StringComparer.Ordinal), held.OrderBy(place => place.Key, StringComparer.Ordinal));
        IReadOnlyDictionary<string, decimal> limits = await stored.LimitsAsync();
        Assert.True(limits.Values.Sum() <= held.Values.Sum(), $"{limits.Values.Sum()} may be used of {held.Values.Sum()}");
        return ids.Length;
    }

    /// <summary>After a cycle: what may be used and the pool are what is held, and what may be used is what the ledger lets everybody use.</summary>
    /// <returns>Units by account.</returns>
    public static async Task<IReadOnlyDictionary<string, decimal>> AuditAllocationsAsync(AppProcess app, StoredState stored)
    {
        JsonElement division = Assert.Single((await app.GetAsync("allocations")).EnumerateArray()).GetProperty("result");
        Dictionary<string, decimal> allocated = division.GetProperty("allocations").EnumerateArray()
            .ToDictionary(allocation => Text(allocation, "accountId"), allocation => Number(allocation, "amount"), StringComparer.Ordinal);
        decimal held = (await app.GetAsync("reservations")).EnumerateArray().Sum(reservation => Number(reservation, "quantity"));
        Assert.True(Number(division, "pool") >= 0, division.GetRawText());
        Assert.Equal(held, allocated.Values.Sum() + Number(division, "pool"));
        IReadOnlyDictionary<string, decimal> limits = await stored.LimitsAsync();
        Assert.Equal(
            allocated.Where(entry => entry.Value > 0).OrderBy(entry => entry.Key, StringComparer.Ordinal),
            limits.OrderBy(entry => entry.Key, StringComparer.Ordinal));
        return allocated;
    }

    private static async Task<List<JsonElement>> RequestsAsync(AppProcess app)
    {
        List<JsonElement> requests = [];
        string? token = null;
        do
        {
            string more = token is null ? string.Empty : $"&continuationToken={Uri.EscapeDataString(token)}";
            JsonElement page = await app.GetAsync($"reservations/requests?pageSize=1000{more}");
            requests.AddRange(page.GetProperty("items").EnumerateArray());
            token = page.TryGetProperty("continuationToken", out JsonElement next) ? next.GetString() : null;
        }
        while (token is not null);

        return requests;
    }

    private static string PlaceOf(JsonElement entry) => $"{Text(entry, "accountId")} in zone {Text(entry, "zone")}";

    private static string Text(JsonElement entry, string property) => entry.GetProperty(property).GetString()!;

    private static decimal Number(JsonElement entry, string property) => entry.GetProperty(property).GetDecimal();
}
