using System.Diagnostics;
using CapacityFunctions.Embedded.Azurite;
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

    [Fact]
    public async Task Process_KilledWithItsAzurite_TheAzuriteEndsToo()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("capacity-killed-");
        AzuriteEndpoints endpoints = AzuriteEndpoints.FindFree();
        try
        {
            await using (SampleProcess app = SampleProcess.Start(
                ("AzureWebJobsStorage", endpoints.ConnectionString), ("FUNCTIONS_URL", "http://127.0.0.1:0"), ("AZURITE_LOCATION", folder.FullName)))
            {
                await app.UntilOutputAsync("The Functions host serves ", TestContext.Current.CancellationToken);
                await Waiting.UntilAsync(() => AzuriteProcess.IsListeningAsync(endpoints, TestContext.Current.CancellationToken), () => app.Output);

                using Process kill = Process.Start("kill", ["-KILL", $"{app.Id}"]);
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
                await app.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            await Waiting.UntilAsync(
                async () => !await AzuriteProcess.IsListeningAsync(endpoints, TestContext.Current.CancellationToken), () => "the end of the Azurite");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // appsettings.json of the app, its user secrets in Development, the environment: each over those before it.
    [Theory]
    [InlineData("Development", "file", "secret", "environment")]
    [InlineData("Production", "file", "file", "environment")]
    public async Task Process_Settings_ComeFromFileSecretsAndEnvironment(string environment, string fromFile, string fromSecret, string fromAll)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("capacity-secrets-");
        string secrets = Path.Combine(folder.FullName, "Microsoft", "UserSecrets", "capacity-functions-sample-app");
        Directory.CreateDirectory(secrets);
        await File.WriteAllTextAsync(
            Path.Combine(secrets, "secrets.json"), """{ "FromSecret": "secret", "FromAll": "secret" }""", TestContext.Current.CancellationToken);
        try
        {
            await using SampleProcess app = Start(
                ("APPDATA", folder.FullName), ("AZURE_FUNCTIONS_ENVIRONMENT", environment), ("FromAll", "environment"));
            Uri address = await app.AddressAsync(TestContext.Current.CancellationToken);

            Assert.Equal(fromFile, await GetAsync(new Uri(address, "from-environment/setting/FromFile")));
            Assert.Equal(fromSecret, await GetAsync(new Uri(address, "from-environment/setting/FromSecret")));
            Assert.Equal(fromAll, await GetAsync(new Uri(address, "from-environment/setting/FromAll")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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
