namespace CapacityFunctions.Infrastructure.Tests.Deployment;

/// <summary>infra/destroy.sh and infra/register.sh against tools that note what they are asked.</summary>
public sealed class OtherScriptTests : IDisposable
{
    private readonly StandInTools _tools = NewTools();

    [Fact]
    public async Task Destroy_TakesRightsEverywhereBeforeTheGroup()
    {
        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("destroy.sh", string.Empty, "dev", "--yes");

        Assert.True(run.ExitCode == 0, run.Errors);
        string[] deletions = [.. calls.Where(call => call.Contains(" delete ", StringComparison.Ordinal))];
        // The app's own subscription, the provider's, and two consumers.
        Assert.Equal(4, deletions.Count(call => call.StartsWith("az role assignment delete --ids /assignment-1 /assignment-2", StringComparison.Ordinal)));
        Assert.Equal(4, deletions.Count(call => call.StartsWith("az role definition delete --name role-1", StringComparison.Ordinal)));
        Assert.Equal(["az group delete --name rg-capacity-dev --yes", "az deployment sub delete --name capacity-dev"], deletions[8..]);
    }

    [Fact]
    public async Task Destroy_RightsCannotBeListed_DeletesNothing()
    {
        _tools.Write("az", StandInTools.AzAnswers(previousExists: true, first: "case \"$call\" in *'role assignment list'*) exit 1 ;; esac"));

        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("destroy.sh", string.Empty, "dev", "--yes");

        Assert.NotEqual(0, run.ExitCode);
        Assert.DoesNotContain(calls, call => call.Contains(" delete ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destroy_WithReservations_DeletesTheirGroupToo()
    {
        (_, IReadOnlyList<string> calls) = await _tools.RunAsync("destroy.sh", string.Empty, "test", "--yes", "--with-reservations");

        Assert.Contains("az group delete --name rg-capacity-reservations-test --subscription 22222222-2222-2222-2222-222222222222 --yes", calls);
    }

    [Theory]
    [InlineData("yes\n", 3)]
    [InlineData("dev\n", 0)]
    public async Task Destroy_Asked_WantsTheNameOfTheEnvironment(string answer, int exitCode)
    {
        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("destroy.sh", answer, "dev");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode == 0, calls.Any(call => call.StartsWith("az group delete", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Register_Create_MakesARegistrationThatOnlyThoseWithARoleMayUse()
    {
        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("register.sh", string.Empty, "create", "dev");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("CAPACITY_ENTRA_CLIENT_ID=app-1", run.Output, StringComparison.Ordinal);
        Assert.Contains("az ad sp update --id app-1 --set appRoleAssignmentRequired=true", calls);
        Assert.DoesNotContain(calls, call => call.Contains("credential reset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Register_Trust_LetsTheIdentityVouch()
    {
        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("register.sh", string.Empty, "trust", "dev", "app-1");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains(calls, call => call.StartsWith("az ad app federated-credential create --id app-1", StringComparison.Ordinal));
        Assert.Contains("https://app.example.com/.auth/login/aad/callback", string.Join('\n', calls), StringComparison.Ordinal);
        Assert.Contains("https://login.example.com/tenant-1/v2.0\", \"subject\": \"principal-1\"", string.Join('\n', calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_Grant_AssignsTheRole()
    {
        (ToolRun run, IReadOnlyList<string> calls) = await _tools.RunAsync("register.sh", string.Empty, "grant", "app-1", "operator", "person-1");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("\"principalId\": \"person-1\", \"resourceId\": \"sp-1\", \"appRoleId\": \"role-id-1\"", calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_WithoutArguments_SaysWhatItTakes()
    {
        (ToolRun run, _) = await _tools.RunAsync("register.sh", string.Empty);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("infra/register.sh grant", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _tools.Dispose();

    private static StandInTools NewTools()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for bash.");
        return new StandInTools();
    }
}
