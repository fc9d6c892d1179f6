using System.Diagnostics;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.Functions.Tests;

/// <summary>The unchanged Program.cs of an app, in a process: settings of its environment, its end.</summary>
public sealed class ProcessTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Process_TermSignalDuringARequest_AnswersItAndEndsWithZero()
    {
        await using SampleProcess app = Start();
        Task<string> answer = await BeginSlowRequestAsync(app);

        using Process kill = Process.Start("kill", ["-TERM", $"{app.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("done", await answer);
        await app.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, app.ExitCode);
    }

    [Fact]
    public async Task Process_ExitWithParent_EndsWhenItsInputCloses()
    {
        await using SampleProcess app = Start(("EXIT_WITH_PARENT", "true"));
        Task<string> answer = await BeginSlowRequestAsync(app);

        app.CloseInput();

        Assert.Equal("done", await answer);
        await app.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, app.ExitCode);
    }

    [Fact]
    public async Task Process_InputClosedWithoutTheSetting_GoesOn()
    {
        await using SampleProcess app = Start();
        app.CloseInput();

        Assert.Equal("done", await await BeginSlowRequestAsync(app));
    }

    private SampleProcess Start(params (string Name, string Value)[] more) => SampleProcess.Start(
    [
        ("AzureWebJobsStorage", azurite.ConnectionString), ("FUNCTIONS_URL", "http://127.0.0.1:0"),
        ("AzureFunctionsJobHost__extensions__http__routePrefix", "from-environment"), .. more,
    ]);

    /// <returns>The answer to come, once the function has begun.</returns>
    private static async Task<Task<string>> BeginSlowRequestAsync(SampleProcess app)
    {
        Uri address = await app.AddressAsync(TestContext.Current.CancellationToken);
        Task<string> answer = GetAsync(new Uri(address, "from-environment/slow"));
        await app.UntilOutputAsync("slow begins", TestContext.Current.CancellationToken);
        return answer;
    }

    private static async Task<string> GetAsync(Uri address)
    {
        using HttpClient client = new();
        return await client.GetStringAsync(address, TestContext.Current.CancellationToken);
    }
}
