using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Http;

/// <summary>A running system, spoken to over HTTP.</summary>
/// <param name="http">Its base address is the system's, such as <c>http://localhost:7071/</c>.</param>
/// <param name="key">The function key; null where none is needed.</param>
/// <param name="time">The clock for pauses before a request is repeated.</param>
internal sealed class CapacityClient(HttpClient http, string? key, TimeProvider time)
{
    private const int Attempts = 4;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Makes or replaces an account.</summary>
    /// <exception cref="WorkFailedException">The system cannot be reached or refuses.</exception>
    public async Task PutAccountAsync(LinkedAccount account, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(
            HttpMethod.Put,
            $"api/accounts/{Uri.EscapeDataString(account.Id.Value)}",
            () => JsonContent.Create(account, options: Json),
            cancellationToken);
        await RequireSuccessAsync(answer, $"account {account.Id}", cancellationToken);
    }

    /// <summary>The ids of the accounts that the system knows.</summary>
    /// <inheritdoc cref="PutAccountAsync" path="/exception"/>
    public async Task<IReadOnlySet<AccountId>> ListAccountIdsAsync(CancellationToken cancellationToken)
    {
        using JsonDocument answer = await GetAsync("api/accounts", cancellationToken) ?? throw new WorkFailedException("the system has no list of accounts");
        return answer.RootElement.EnumerateArray().Select(account => account.GetProperty("id").Deserialize<AccountId>(Json)).ToHashSet();
    }

    /// <summary>Sends usage as CSV with its header, at most 10,000 rows.</summary>
    /// <inheritdoc cref="PutAccountAsync" path="/exception"/>
    public async Task<BatchAnswer> PostUsageAsync(string csv, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(
            HttpMethod.Post, "api/usage", () => new StringContent(csv, Encoding.UTF8, "text/csv"), cancellationToken);
        await RequireSuccessAsync(answer, "usage", cancellationToken);
        return await ReadAsync<BatchAnswer>(answer, cancellationToken);
    }

    /// <summary>Sends performance as CSV with its header, at most 10,000 rows.</summary>
    /// <inheritdoc cref="PutAccountAsync" path="/exception"/>
    public async Task<BatchAnswer> PostPerformanceAsync(string csv, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(
            HttpMethod.Post, "api/performance", () => new StringContent(csv, Encoding.UTF8, "text/csv"), cancellationToken);
        await RequireSuccessAsync(answer, "performance", cancellationToken);
        return await ReadAsync<BatchAnswer>(answer, cancellationToken);
    }

    /// <summary>Sends signals, at most 10,000.</summary>
    /// <inheritdoc cref="PutAccountAsync" path="/exception"/>
    public async Task<BatchAnswer> PostSignalsAsync(IReadOnlyList<SignalValue> signals, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(
            HttpMethod.Post, "api/signals", () => JsonContent.Create(signals, options: Json), cancellationToken);
        await RequireSuccessAsync(answer, "signals", cancellationToken);
        return await ReadAsync<BatchAnswer>(answer, cancellationToken);
    }

    /// <summary>Sends a calendar, out of which the system takes signals itself.</summary>
    /// <inheritdoc cref="PutAccountAsync" path="/exception"/>
    public async Task<BatchAnswer> PostCalendarAsync(string calendar, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(
            HttpMethod.Post, "api/signals", () => new StringContent(calendar, Encoding.UTF8, "text/calendar"), cancellationToken);
        await RequireSuccessAsync(answer, "signals", cancellationToken);
        return await ReadAsync<BatchAnswer>(answer, cancellationToken);
    }

    /// <summary>Asks for the cycle of a scheduled time.</summary>
    /// <param name="scheduledAt">At most five minutes ago on the system's clock; null for now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The path under which its state can be read; null while another cycle runs.</returns>
    /// <inheritdoc cref="PutAccountAsync" path="/exception"/>
    public async Task<string?> StartCycleAsync(DateTimeOffset? scheduledAt, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(
            HttpMethod.Post, "api/cycles", () => scheduledAt is null ? null : JsonContent.Create(new { scheduledAt }, options: Json), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.Conflict)
        {
            return null;
        }

        await RequireSuccessAsync(answer, "cycle", cancellationToken);
        string location = answer.Headers.Location?.OriginalString ?? throw new WorkFailedException("the system accepted a cycle and did not say which");
        return Uri.TryCreate(location, UriKind.Absolute, out Uri? absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? absolute.PathAndQuery.TrimStart('/')
            : location.TrimStart('/');
    }

    /// <summary>A cycle's state; null while the system does not know it.</summary>
    /// <inheritdoc cref="PutAccountAsync" path="/exception"/>
    public async Task<CycleAnswer?> GetCycleAsync(string path, CancellationToken cancellationToken)
    {
        using JsonDocument? answer = await GetAsync(path, cancellationToken);
        return answer?.Deserialize<CycleAnswer>(Json);
    }

    /// <summary>A document of the system; null when there is none at that path.</summary>
    /// <inheritdoc cref="PutAccountAsync" path="/exception"/>
    public async Task<JsonDocument?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path, () => null, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await RequireSuccessAsync(answer, path, cancellationToken);
        return await ReadAsync<JsonDocument>(answer, cancellationToken);
    }

    /// <summary>The system's health; null while nothing answers.</summary>
    public async Task<HealthAnswer?> GetHealthAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync("api/health", cancellationToken);
            return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable
                ? await answer.Content.ReadFromJsonAsync<HealthAnswer>(Json, cancellationToken)
                : null;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Sends a request; one that the system is too busy for (408, 429, 502 to 504) is repeated after a pause.</summary>
    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, Func<HttpContent?> content, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            using HttpRequestMessage request = new(method, path) { Content = content() };
            if (key is not null)
            {
                request.Headers.Add("x-functions-key", key);
            }

            HttpResponseMessage answer;
            try
            {
                answer = await http.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException unreachable)
            {
                throw new WorkFailedException($"{http.BaseAddress} cannot be reached: {unreachable.Message}", unreachable);
            }
            catch (TaskCanceledException slow) when (!cancellationToken.IsCancellationRequested)
            {
                throw new WorkFailedException($"{http.BaseAddress}{path} did not answer within {http.Timeout.TotalSeconds} s", slow);
            }

            bool busy = answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
            if (!busy || attempt == Attempts)
            {
                return answer;
            }

            TimeSpan pause = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1 << (attempt - 1));
            answer.Dispose();
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task RequireSuccessAsync(HttpResponseMessage answer, string what, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        string reason = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? key is null ? "it needs a function key, give it with --key" : "the function key is not accepted"
            : await ProblemAsync(answer, cancellationToken);
        throw new WorkFailedException($"{http.BaseAddress} refused {what} with {(int)answer.StatusCode}: {reason}");
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            ProblemAnswer? problem = JsonSerializer.Deserialize<ProblemAnswer>(text, Json);
            return problem?.Detail ?? problem?.Title ?? $"{answer.ReasonPhrase}";
        }
        catch (JsonException)
        {
            const int longest = 300;
            return text.Length > longest ? text[..longest] : text;
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(Json, cancellationToken) ?? throw new JsonException("null");
        }
        catch (JsonException foreign)
        {
            throw new WorkFailedException($"{answer.RequestMessage?.RequestUri} answered with something else than expected: {foreign.Message}", foreign);
        }
    }
}
