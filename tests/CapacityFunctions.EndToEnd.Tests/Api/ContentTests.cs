using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests.Api;

/// <summary>Bodies in both directions: compressed, too large, of the wrong kind, as CSV, in parts, and known already.</summary>
public sealed class ContentTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Bodies_CompressedAndNot_AreReadOrRefusedByTheirKind()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "bodies", SmallOrganisation.ClockOffset);
        await app.PutAccountAsync("account-00", new { id = "account-00" });
        byte[] usage = Encoding.UTF8.GetBytes(SmallOrganisation.Usage(1, SmallOrganisation.End.AddDays(-1), SmallOrganisation.End));

        (HttpStatusCode Status, JsonElement Body) taken = await PostAsync(app, "usage", Compress(usage), "gzip");
        (HttpStatusCode Status, JsonElement Body) bomb = await PostAsync(app, "usage", Compress(new byte[256 * 1024 * 1024]), "gzip");
        (HttpStatusCode Status, JsonElement Body) broken = await PostAsync(app, "usage", usage, "gzip");
        (HttpStatusCode Status, JsonElement Body) strange = await PostAsync(app, "usage", usage, "br");
        (HttpStatusCode Status, JsonElement Body) many = await PostAsync(
            app, "usage", Encoding.UTF8.GetBytes("account_id,timestamp,resource_type,value\n" + string.Concat(Enumerable.Repeat("a,b,c,d\n", 50_001))), encoding: null);
        (HttpStatusCode Status, JsonElement Body) form = await PostAsync(app, "overrides", "kind=freeze"u8.ToArray(), null, "application/x-www-form-urlencoded");
        (HttpStatusCode Status, JsonElement Body) nothing = await PostAsync(app, "overrides", [], null, "application/x-www-form-urlencoded");

        Assert.Equal((HttpStatusCode.OK, 288), (taken.Status, taken.Body.GetProperty("accepted").GetInt32()));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "urn:capacity-functions:too-large"), (bomb.Status, TypeOf(bomb.Body)));
        Assert.Equal(HttpStatusCode.BadRequest, broken.Status);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "urn:capacity-functions:unsupported-media-type"), (strange.Status, TypeOf(strange.Body)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, many.Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.Status);
        Assert.Equal(HttpStatusCode.BadRequest, nothing.Status); // read, and not an override
        Assert.Contains("application/json", form.Body.GetProperty("errors").GetProperty("Content-Type")[0].GetString(), StringComparison.Ordinal);
        Assert.InRange(app.PeakMemoryMiB, 1, 600);
    }

    [Fact]
    public async Task Lists_AsCsvInPartsAndCompressed_HoldTheSame()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "lists");
        string[] names = ["=1+1", "-5", "@sum", "+49 30, Berlin", "plain \"quoted\"", "<b>"];
        for (int i = 0; i < 30; i++)
        {
            await app.PutAccountAsync($"account-{i:00}", new { id = $"account-{i:00}", name = names[i % names.Length], weight = 1.5 });
        }

        using HttpRequestMessage request = new(HttpMethod.Get, "accounts");
        request.Headers.Accept.ParseAdd("text/csv");
        using HttpResponseMessage response = await app.Http.SendAsync(request);
        string[] csv = (await response.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("account_id,name,business_unit,priority,weight,time_zone,mode,resource_type,guaranteed_minimum,maximum,lendable", csv[0]);
        Assert.Equal(
            [
                "account-00,'=1+1,,1,1.5,,Recommend,,,,", "account-01,-5,,1,1.5,,Recommend,,,,", "account-02,'@sum,,1,1.5,,Recommend,,,,",
                "account-03,\"'+49 30, Berlin\",,1,1.5,,Recommend,,,,", "account-04,\"plain \"\"quoted\"\"\",,1,1.5,,Recommend,,,,",
                "account-05,<b>,,1,1.5,,Recommend,,,,",
            ],
            csv[1..7]);
        Assert.Equal(31, csv.Length);

        List<string?> paged = [];
        string? token = null;
        do
        {
            JsonElement page = await app.GetAsync($"accounts?pageSize=7{(token is null ? "" : $"&continuationToken={token}")}");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(account => account.GetProperty("id").GetString()));
            token = page.GetProperty("continuationToken").GetString();
        }
        while (token is not null);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"account-{i:00}"), paged);

        using HttpResponseMessage firstCsv = await app.Http.GetAsync("accounts?pageSize=7&format=csv");
        Assert.Equal(8, (await firstCsv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.True(firstCsv.Headers.Contains("x-continuation-token"));

        using HttpRequestMessage gzipped = new(HttpMethod.Get, "accounts");
        gzipped.Headers.AcceptEncoding.ParseAdd("gzip");
        using HttpResponseMessage compressed = await app.Http.SendAsync(gzipped);
        await using GZipStream inflated = new(await compressed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal(["gzip"], compressed.Content.Headers.ContentEncoding);
        Assert.Equal(await app.Http.GetStringAsync("accounts"), await new StreamReader(inflated).ReadToEndAsync());
    }

    [Fact]
    public async Task Tokens_OfOtherListsAndWindows_AreRefused()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "tokens");
        for (int i = 0; i < 3; i++)
        {
            await app.PutAccountAsync($"a{i}", new { id = $"a{i}" });
        }

        string accounts = (await app.GetAsync("accounts?pageSize=1")).GetProperty("continuationToken").GetString()!;
        string audit = (await app.GetAsync("audit?pageSize=1")).GetProperty("continuationToken").GetString()!;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"accounts?pageSize=2&continuationToken={accounts}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"audit?continuationToken={audit}"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync($"audit?continuationToken={accounts}"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync($"accounts?continuationToken={audit}"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync($"audit?from=2026-01-01T00:00:00Z&continuationToken={audit}"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("accounts?continuationToken=nonsense"));

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using HttpResponseMessage response = await app.Http.GetAsync(path);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Account_ChangedBySomebodyElse_IsNotOverwritten()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "versions");
        await app.PutAccountAsync("a", new { id = "a", priority = 1 });
        using HttpResponseMessage read = await app.Http.GetAsync("accounts/a");
        string version = read.Headers.ETag!.ToString();

        Assert.Equal(HttpStatusCode.NotModified, await SendAsync(HttpMethod.Get, "If-None-Match", version));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(HttpMethod.Put, "If-Match", version));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(HttpMethod.Get, "If-None-Match", version));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await SendAsync(HttpMethod.Put, "If-Match", version));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await SendAsync(HttpMethod.Delete, "If-Match", version));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await SendAsync(HttpMethod.Delete, "If-Match", "\"something\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await SendAsync(HttpMethod.Put, "If-None-Match", "*"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(HttpMethod.Put, "If-Match", "*"));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Delete, "If-Match", "*"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await SendAsync(HttpMethod.Put, "If-Match", "*"));

        async Task<HttpStatusCode> SendAsync(HttpMethod method, string header, string value)
        {
            using HttpRequestMessage request = new(method, "accounts/a");
            request.Content = method == HttpMethod.Put ? JsonContent.Create(new { id = "a", priority = 2 }) : null;
            request.Headers.TryAddWithoutValidation(header, value);
            using HttpResponseMessage response = await app.Http.SendAsync(request);
            return response.StatusCode;
        }
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        AppProcess app, string path, byte[] body, string? encoding, string contentType = "text/csv")
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using HttpResponseMessage response = await app.Http.PostAsync(path, content);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static string? TypeOf(JsonElement problem) => problem.GetProperty("type").GetString();

    private static byte[] Compress(byte[] body)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }
}
