using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Data.Tables;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>
/// Sends recorded writes again, byte for byte, into tables of its own, with nothing before or between them: what the storage itself takes for
/// them. Those of one instance go one after another, as each depends on the one before; instances go at the same time.
/// </summary>
internal sealed partial class RawReplay(string connectionString) : IDisposable
{
    /// <summary>As long as the prefix of <see cref="BenchmarkHub.Name"/>.</summary>
    private const string ReplayPrefix = "Again";

    private readonly TableServiceClient _tables = new(connectionString);
    private readonly SharedKeyLite _signer = SharedKeyLite.Of(connectionString);
    private readonly HttpClient _http = new();

    public async Task<TimeSpan> RunAsync(string hub, IReadOnlyList<RecordedWrite> writes)
    {
        string replay = ReplayPrefix + hub[ReplayPrefix.Length..];
        await _tables.CreateTableIfNotExistsAsync($"{replay}Instances");
        await _tables.CreateTableIfNotExistsAsync($"{replay}History");
        RecordedWrite[][] byInstance =
        [
            .. writes.Select(write => Move(write, hub, replay)).GroupBy(PartitionOf, StringComparer.Ordinal).Select(group => group.ToArray()),
        ];

        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(byInstance.Select(SendAllAsync));
        return Stopwatch.GetElapsedTime(started);
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAllAsync(IEnumerable<RecordedWrite> writes)
    {
        foreach (RecordedWrite write in writes)
        {
            using HttpRequestMessage request = new(new HttpMethod(write.Method.Method), write.Uri);
            request.Content = new ByteArrayContent(write.Body);
            foreach (HttpHeader header in write.Headers)
            {
                if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value))
                {
                    request.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
                }
            }

            _signer.Sign(request);
            using HttpResponseMessage response = await _http.SendAsync(request);
            string answer = await response.Content.ReadAsStringAsync();

            // A refusal inside a batch comes with a status of its own.
            if (!response.IsSuccessStatusCode || answer.Contains("HTTP/1.1 4", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The replay of {write.Method} {write.Uri} was answered with {response.StatusCode}: {answer}");
            }
        }
    }

    private static RecordedWrite Move(RecordedWrite write, string hub, string replay) => write with
    {
        Uri = new Uri(write.Uri.AbsoluteUri.Replace(hub, replay, StringComparison.Ordinal)),
        Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(write.Body).Replace(hub, replay, StringComparison.Ordinal)),
    };

    private static string PartitionOf(RecordedWrite write)
    {
        Match match = Partition().Match(Uri.UnescapeDataString(write.Uri.AbsoluteUri));
        match = match.Success ? match : Partition().Match(Encoding.UTF8.GetString(write.Body));
        return match.Success ? match.Groups["partition"].Value : string.Empty;
    }

    [GeneratedRegex("""PartitionKey(?:='|":")(?<partition>[^'"]+)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Partition();
}
