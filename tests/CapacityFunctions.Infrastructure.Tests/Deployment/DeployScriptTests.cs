namespace CapacityFunctions.Infrastructure.Tests.Deployment;

/// <summary>infra/deploy.sh against tools that note what they are asked: order, arguments, and what happens when something fails.</summary>
public sealed class DeployScriptTests : IDisposable
{
    private readonly StandInTools _tools = NewTools();

    [Fact]
    public async Task Deploy_AllGoesWell_BuildsChecksDeploysAndLooks()
    {
        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("deploy.sh", string.Empty, "dev", "--yes");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(
            [
                "az account show", "dotnet publish", "zip --quiet", "az deployment sub show", "az deployment sub validate", "az deployment sub what-if", "az deployment sub create",
                "az deployment sub show", "az deployment sub show", "az deployment sub show", "az deployment sub show", "az deployment sub show",
                "az storage blob exists", "az storage blob download", "az storage blob upload", "az functionapp deployment source config-zip", "curl --silent",
            ],
            calls.Select(Verb));
        Assert.Contains("-p:FunctionsRuntime=Azure", calls[1], StringComparison.Ordinal);
        Assert.All(calls.Skip(4).Take(3), call => Assert.EndsWith("environments/dev.bicepparam", call.Replace(" --output none", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.All(calls.Skip(4).Take(3), call => Assert.Contains("--location westeurope", call, StringComparison.Ordinal));
        Assert.Contains("--name released-package.zip", calls[13], StringComparison.Ordinal);
        Assert.Contains("--name previous-package.zip", calls[14], StringComparison.Ordinal);
        Assert.All(calls.Where(call => call.StartsWith("az storage", StringComparison.Ordinal)), call => Assert.Contains("--auth-mode login", call, StringComparison.Ordinal));
        Assert.Contains("--resource-group rg-capacity-dev --name func-capacity-dev", calls[15], StringComparison.Ordinal);
        Assert.EndsWith("https://app.example.com/api/health", calls[16], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_NewPackageIsSick_PutsThePreviousOneBackAndFails()
    {
        _tools.Write("curl", _tools.HealthyAfterTwoPackages);

        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("deploy.sh", string.Empty, "dev", "--yes");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the one before runs again", run.Errors, StringComparison.Ordinal);
        string[] packages = [.. calls.Where(call => call.Contains("config-zip", StringComparison.Ordinal))];
        Assert.Equal(2, packages.Length);
        Assert.Contains("/package.zip", packages[0], StringComparison.Ordinal);
        Assert.Contains("/previous-package.zip", packages[1], StringComparison.Ordinal);
        Assert.StartsWith("curl", calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_BothAreSick_SaysSo()
    {
        _tools.Write("curl", StandInTools.Unhealthy);

        (ToolRun run, _) = await _tools.RunAsync("deploy.sh", string.Empty, "dev", "--yes");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Neither the new package nor the one before is healthy", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_TheFirstTime_HasNothingToKeep()
    {
        _tools.Write("az", StandInTools.AzAnswers(previousExists: false));

        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("deploy.sh", string.Empty, "dev", "--yes");

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(calls, call => call.StartsWith("az storage blob download", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_TheFirstTimeAndSick_SaysThatThereIsNothingToGoBackTo()
    {
        _tools.Write("az", StandInTools.AzAnswers(previousExists: false));
        _tools.Write("curl", StandInTools.Unhealthy);

        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("deploy.sh", string.Empty, "dev", "--yes");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("there is none to go back to", run.Errors, StringComparison.Ordinal);
        Assert.Single(calls, call => call.Contains("config-zip", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dotnet", "*publish*", "az deployment")]
    [InlineData("az", "*'sub validate'*", "az deployment sub create")]
    [InlineData("az", "*'sub what-if'*", "az deployment sub create")]
    [InlineData("az", "*'sub create'*", "az functionapp")]
    [InlineData("az", "*'blob exists'*", "az functionapp")]
    [InlineData("az", "*'blob download'*", "az functionapp")]
    public async Task Deploy_AStepFails_GoesNoFurther(string tool, string failing, string mustNotFollow)
    {
        _tools.Write(tool, StandInTools.AzAnswers(previousExists: true, first: $"case \"$call\" in {failing}) exit 1 ;; esac"));

        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("deploy.sh", string.Empty, "dev", "--yes");

        Assert.NotEqual(0, run.ExitCode);
        Assert.DoesNotContain(calls, call => call.StartsWith(mustNotFollow, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_StorageCannotBeReadButTheLossIsAccepted_GoesOn()
    {
        _tools.Write("az", StandInTools.AzAnswers(previousExists: true, first: "case \"$call\" in *'blob exists'*) exit 1 ;; esac"));

        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("deploy.sh", string.Empty, "dev", "--yes", "--without-rollback");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(calls, call => call.Contains("config-zip", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no\n", 3, false)]
    [InlineData("yes\n", 0, true)]
    public async Task Deploy_Asked_DoesWhatWasAnswered(string answer, int exitCode, bool creates)
    {
        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("deploy.sh", answer, "dev");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(creates, calls.Any(call => call.StartsWith("az deployment sub create", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false, "2026-11-01")]
    [InlineData(true, null)]
    public async Task Deploy_BudgetBegins_InTheMonthOfTheFirstDeployment(bool isFirst, string? expected)
    {
        string record = "case \"$call\" in *budgetStart*) " + (isFirst ? "exit 3" : "true") + " ;; *'sub validate'*) echo \"begins $CAPACITY_BUDGET_START\" ;; esac";
        _tools.Write("az", StandInTools.AzAnswers(previousExists: true, first: record));

        (ToolRun run, _) = await _tools.RunAsync("deploy.sh", string.Empty, "dev", "--what-if");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(expected is null ? @"begins \d{4}-\d{2}-01\n" : $"begins {expected}\n", run.Output);
    }

    [Fact]
    public async Task WhatIf_ChangesNothing()
    {
        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("deploy.sh", string.Empty, "dev", "--what-if");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["az account show", "az deployment sub show", "az deployment sub validate", "az deployment sub what-if"], calls.Select(Verb));
    }

    [Fact]
    public async Task Rollback_DeploysThePreviousPackageOnly()
    {
        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("deploy.sh", string.Empty, "dev", "--rollback");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["az storage blob download", "az functionapp deployment source config-zip", "curl --silent"], calls.Select(Verb).Where(verb => verb is not ("az account show" or "az deployment sub show")));
        Assert.Contains("/previous-package.zip", calls[^2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("dev", "--frobnicate")]
    [InlineData("dev", "prod")]
    [InlineData]
    public async Task Deploy_WrongArguments_CallsNothing(params string[] arguments)
    {
        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("deploy.sh", string.Empty, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(calls);
    }

    public void Dispose() => _tools.Dispose();

    private static StandInTools NewTools()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for bash.");
        return new StandInTools();
    }

    /// <summary>The words before the first option; for programs that take options at once, the first one too.</summary>
    private static string Verb(string call)
    {
        string[] words = call.Split(' ');
        return string.Join(' ', words.TakeWhile((word, index) => index < 2 || (index < 5 && !word.StartsWith('-') && words[0] is "az"))).Replace(" src", string.Empty, StringComparison.Ordinal);
    }
}
